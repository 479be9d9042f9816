import { injectDebugId } from '../debug-ids/inject-debug-id.ts';
import { finishBuild } from './finish-build.ts';
import type { PluginSettings } from './options.ts';

/** What is used of webpack's and Rspack's compilers, whose types differ. */
type Source = { source(): string | Buffer };
type Compilation = {
  readonly options: { readonly output: { readonly publicPath?: unknown } };
  readonly outputOptions: { readonly path?: string | undefined };
  readonly hooks: {
    readonly processAssets: {
      tap(options: { name: string; stage: number }, run: (assets: Record<string, Source>) => void): void;
    };
  };
  getAssets(): readonly {
    readonly name: string;
    readonly info: { readonly related?: { readonly sourceMap?: unknown } | undefined };
  }[];
  getAsset(name: string): { readonly source: Source } | undefined | void;
  updateAsset(name: string, source: unknown): void;
};
export type Compiler = {
  readonly watchMode?: boolean | undefined;
  readonly outputPath: string;
  readonly webpack: {
    readonly Compilation: { readonly PROCESS_ASSETS_STAGE_DEV_TOOLING: number };
    readonly sources: { readonly RawSource: new (text: string) => unknown };
  };
  getInfrastructureLogger(name: string): { info(text: string): void };
  readonly hooks: {
    readonly compilation: { tap(name: string, run: (compilation: Compilation) => void): void };
    readonly afterEmit: { tapPromise(name: string, run: (compilation: Compilation) => Promise<void>): void };
  };
};

const NAME = '@bugsage/bundler-plugin';

/**
 * Debug ids are given right behind the stage that makes maps, and before the one that computes the hashes in file names
 * from the final content. The upload follows when all is on disk.
 */
export function tapCompiler(
  compiler: Compiler,
  settings: PluginSettings,
  isIgnored: (name: string) => boolean,
): void {
  const { Compilation: stages, sources } = compiler.webpack;
  compiler.hooks.compilation.tap(NAME, (compilation) => {
    const stage = stages.PROCESS_ASSETS_STAGE_DEV_TOOLING + 1;
    compilation.hooks.processAssets.tap({ name: NAME, stage }, () => {
      for (const { name, info } of compilation.getAssets()) {
        const mapName = info.related?.sourceMap;
        if (typeof mapName !== 'string' || !/\.[cm]?js(?:\?|$)/i.test(name) || isIgnored(name)) continue;
        const [script, map] = [textOf(compilation, name), textOf(compilation, mapName)];
        const injected =
          script === null || map === null ? null : injectDebugId({ script, map, release: settings.release });
        if (injected === null) continue;
        compilation.updateAsset(name, new sources.RawSource(injected.script));
        compilation.updateAsset(mapName, new sources.RawSource(injected.map));
      }
    });
  });
  compiler.hooks.afterEmit.tapPromise(NAME, async (compilation) => {
    const { publicPath } = compilation.options.output;
    await finishBuild(
      {
        folder: compilation.outputOptions.path ?? compiler.outputPath,
        files: compilation.getAssets().map(({ name }) => name.split('?', 1)[0] ?? name),
        publicPath: typeof publicPath === 'string' ? publicPath : null,
        isInjecting: false,
      },
      { ...settings, isUploading: settings.isUploading && compiler.watchMode !== true },
      (text) => compiler.getInfrastructureLogger(NAME).info(text),
    );
  });
}

function textOf(compilation: Compilation, name: string): string | null {
  const asset = compilation.getAsset(name);
  return asset == null ? null : asset.source.source().toString();
}
