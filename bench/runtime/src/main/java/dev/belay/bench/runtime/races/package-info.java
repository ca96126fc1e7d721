/**
 * jcstress tests: two actors and an arbiter at most, for with more of them a test does not run on a
 * machine of two cores, and is not missed.
 */
package dev.belay.bench.runtime.races;
