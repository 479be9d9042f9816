/** What a project may keep: `repository_token` reads and writes its code host. */
export const SECRET_NAMES = ['repository_token'] as const;
export type SecretName = (typeof SECRET_NAMES)[number];

export type SecretInfo = {
  readonly name: SecretName;
  readonly updated_at: string;
  readonly updated_by: string;
};

/** Secrets of projects. They can be written, named and removed by people; only the product itself reads them. */
export type SecretStore = {
  list(projectId: number): Promise<SecretInfo[]>;
  set(secret: { projectId: number; name: SecretName; value: string; by: string }): Promise<void>;
  /** False when there was none. */
  remove(projectId: number, name: SecretName): Promise<boolean>;
  /** For the call it is meant for, never for a log, a prompt, a worktree or an answer. Null when there is none. */
  reveal(projectId: number, name: SecretName): Promise<string | null>;
};
