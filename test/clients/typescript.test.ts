import { conformance } from './conformance.ts';
import { language } from './runners/typescript/language.ts';

conformance(language);
