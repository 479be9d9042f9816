export const VIEW_KINDS = ['issues', 'events'] as const;
export type ViewKind = (typeof VIEW_KINDS)[number];

/** A search to come back to. Times are ISO 8601. */
export type SavedView = {
  readonly id: string;
  readonly organization_id: number;
  /** Address of who made it. */
  readonly owner: string;
  /** Whether the whole organization sees it. */
  readonly shared: boolean;
  readonly name: string;
  readonly kind: ViewKind;
  /** Text of the search language. */
  readonly query: string;
  readonly project_id: number | null;
  /** Sorting, columns and range, as the page that shows it wants them. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly created_at: string;
  readonly updated_at: string;
};

export type SavedViewFields = Pick<
  SavedView,
  'shared' | 'name' | 'kind' | 'query' | 'project_id' | 'settings'
>;

/** Searches of people, their own and the shared ones of an organization. Names are unique among either: `name_taken`. */
export type SavedViewStore = {
  /** Those of the person and the shared ones, by name. */
  list(organizationId: number, userId: string): Promise<SavedView[]>;
  /** One of these; null for those of others. */
  get(organizationId: number, userId: string, viewId: string): Promise<SavedView | null>;
  create(view: SavedViewFields & { organizationId: number; userId: string }): Promise<SavedView>;
  update(viewId: string, fields: SavedViewFields): Promise<SavedView | null>;
  remove(viewId: string): Promise<void>;
  count(organizationId: number, userId: string): Promise<number>;
};
