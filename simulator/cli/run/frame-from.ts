import type { FrameOf } from '../../../reports/case-text.ts';
import { renderDiagnostic, type Sources } from '../../source/frame.ts';

/** The frame without its headline, which the case has already. */
export const frameFrom =
  (sources: Sources): FrameOf =>
  (place) => {
    if (!sources.has(place.file)) return null;
    const rendered = renderDiagnostic(
      { severity: 'error', code: '', message: '', span: place },
      sources,
    );
    return rendered.split('\n').slice(1).join('\n');
  };
