import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fingerprintOf, packLibrary, type TakenFrom } from '../scenario/compiled-library.ts';
import { diskIo, filesUnder } from '../scenario/load.ts';
import { takeFile } from '../scenario/take.ts';
import { type Documents, documentsOf } from '../source/documents.ts';
import { packageRoot, shippedScenarios } from '../source/package-root.ts';
import { largestFile } from '../source/text.ts';
import { compiledLibraryFile } from './compiled-library.ts';
import { importPolicies } from './library.ts';

/** The same documents, which also say what is asked of them. */
const watched = (documents: Documents, asked: Set<string>): Documents => ({
  ...documents,
  open: (file) => {
    asked.add(file);
    return documents.open(file);
  },
  contents: (file, limit) => {
    asked.add(file);
    return documents.contents(file, limit);
  },
});

/**
 * The library of this package as this program compiles it.
 *
 * @param files relative to the folder of the library; default all
 */
export const compileLibrary = (files: readonly string[] = filesUnder('.', shippedScenarios)) => {
  const io = diskIo({ directory: shippedScenarios, importFile: importPolicies });
  const documents = documentsOf(io);
  const library = files.map((file): TakenFrom => {
    const asked = new Set<string>();
    const taken = takeFile({ file, named: false }, watched(documents, asked), io);
    return { taken, read: [...asked] };
  });
  return packLibrary(library, (path) => fingerprintOf(io.read(path, largestFile)));
};

/** The last step of a build. */
export const writeCompiledLibrary = (): void => {
  writeFileSync(join(packageRoot, compiledLibraryFile), compileLibrary());
};
