/**
 * Statuses that no scenario reaches yet, each as `kind: status`. This list only shrinks: a status that a scenario
 * reaches must leave it.
 */
export const UNREACHED: readonly string[] = [];

/**
 * Silences that no scenario expects to be told yet, each as `kind: wait`. This list only shrinks: a silence that a scenario
 * expects must leave it.
 */
export const UNTOLD: readonly string[] = [];
