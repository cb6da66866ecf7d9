import { conformance } from './conformance.ts';
import { language } from './runners/java/language.ts';

conformance(language);
