/** Findings over pinned sources: as a stored list, and as a sample to be read by hand. */
package dev.belay.bench.findings;
