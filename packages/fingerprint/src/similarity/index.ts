export {
  cosineSimilarity,
  sharedFeatures,
  SIMILARITY_DIMENSIONS,
  SIMILARITY_VERSION,
  similarityVector,
  type SharedFeature,
} from './similarity-vector.ts';
