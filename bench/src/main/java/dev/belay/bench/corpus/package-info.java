/** The labelled libraries, and how the rules score on them. */
package dev.belay.bench.corpus;
