/** Labelled code with its way out taken, and how much of it the rules notice. */
package dev.belay.bench.mutation;
