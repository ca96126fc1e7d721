/**
 * Belay beside other tools: whole processes on pinned source trees, one after the other in turns,
 * with wall time, processor time and peak memory. Started by {@code bench/race}.
 */
package dev.belay.bench.race;
