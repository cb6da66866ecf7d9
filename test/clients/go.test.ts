import { conformance } from './conformance.ts';
import { language } from './runners/go/language.ts';

conformance(language);
