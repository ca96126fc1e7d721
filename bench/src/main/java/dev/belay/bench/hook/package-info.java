/** Belay in a git hook: what a commit of a few files waits for. */
package dev.belay.bench.hook;
