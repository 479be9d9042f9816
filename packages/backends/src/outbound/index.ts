export { createAddressPolicy, isPublicAddress } from './address-policy.ts';
export { asFetch } from './as-fetch.ts';
export {
  createOutbound,
  type Outbound,
  type OutboundRequest,
  type OutboundResponse,
} from './outbound-fetch.ts';
