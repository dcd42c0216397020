import { build, ensureInstalled } from './toolbox.mjs';

ensureInstalled();
build();
