/**
 * What stands for an id in the examples of routes and docs, by the name of the path parameter or field. Tests put the
 * id of a fresh resource in its place, so every new kind of id needs a line here and a maker in
 * `analyzer/test/api/fresh-resources.ts`; a test says so.
 */
export const EXAMPLE_IDS = {
  project_id: '7003',
  organization_id: '7001',
  team_id: '7002',
  /** Slugs, for tools that know organizations and projects by these. */
  organization: 'example-organization',
  project: 'example-project',
  issue_id: '0199f2a1-7c54-7d0e-9b1a-3f5d2c8e4a10',
  /** Another issue of the same project. */
  other_issue_id: '0199f2a1-7c54-7d0e-9b1a-3f5d2c8e4a11',
  /** One that was merged into `issue_id`. */
  merged_issue_id: '0199f2a1-7c54-7d0e-9b1a-3f5d2c8e4a12',
  /** An upload of source maps. */
  bundle_id: '0199f2a1-7c54-7d0e-9b1a-3f5d2c8e4a13',
  fix_id: '0199f2a1-8d11-7a3b-8c2d-5e6f7a8b9c20',
  version: 'shop@2.1.0',
  channel_id: '0199f2a1-e377-7a91-8cad-1f2e3d4c5b80',
  rule_id: '0199f2a1-f488-7ba2-9dbe-2f3e4d5c6b90',
  delivery_id: '0199f2a2-0599-7cb3-8ecf-3f4e5d6c7ba0',
  integration_id: '0199f2a2-16aa-7dc4-8fd0-4f5061728ab0',
  /** Of an issue to one in a tracker. */
  link_id: '0199f2a2-27bb-7ed5-8ae1-5f6172839bc0',
  /** A webhook that came in. */
  received_id: '0199f2a2-38cc-7fe6-9bf2-607283940cd0',
  source: 'github',
  view_id: '0199f2a2-49dd-70f7-8c03-4a5f6e7d8cb0',
  comment_id: '0199f2a1-d266-7f80-9b7c-0d1e2f3a4b70',
  event_id: 'b7c1f0a4d2e84c6f9a3b5d7e1f2a4c68',
  user_id: '0199f2a1-9e22-7b4c-9d3e-6f7a8b9c0d30',
  session_id: '0199f2a1-af33-7c5d-8e4f-7a8b9c0d1e40',
  token_id: '0199f2a1-b044-7d6e-9f5a-8b9c0d1e2f50',
  invitation_id: '0199f2a1-c155-7e7f-8a6b-9c0d1e2f3a60',
  secret_name: 'repository_token',
  public_key: '5f1d3a7c9b2e4f60817263544536271a',
  refresh_token: 'eyJhbGciOiJIUzI1NiIsInR5cCI6InJ0K2p3dCJ9.example.token',
  invitation_link: 'example-secret-of-an-invitation-link-4k9x',
  reset_link: 'example-secret-of-a-password-link-7m2q',
} as const;

export type ExampleName = keyof typeof EXAMPLE_IDS;
