import { ANTHROPIC, COMPATIBLE, OPENAI } from './dialects.conformance.ts';
import { describeModel } from './model.conformance.ts';

describeModel(ANTHROPIC);
describeModel(OPENAI);
describeModel(COMPATIBLE);
