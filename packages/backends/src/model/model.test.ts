import { ANTHROPIC, COMPATIBLE, OPENAI, streaming } from './dialects.conformance.ts';
import { describeModel } from './model.conformance.ts';

describeModel(ANTHROPIC);
describeModel(OPENAI);
describeModel(COMPATIBLE);
for (const dialect of [ANTHROPIC, OPENAI, COMPATIBLE]) describeModel(streaming(dialect));
