import { conformance } from './conformance.ts';
import { language } from './runners/python/language.ts';

conformance(language);
