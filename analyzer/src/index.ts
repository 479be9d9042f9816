export { openAnalyzer, type Analyzer, type AnalyzerOptions } from './open-analyzer.ts';
