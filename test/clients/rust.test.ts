import { conformance } from './conformance.ts';
import { language } from './runners/rust/language.ts';

conformance(language);
