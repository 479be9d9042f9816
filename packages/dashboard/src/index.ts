export { buildDashboard, type BuildOptions, type BuildResult } from './build.ts';
