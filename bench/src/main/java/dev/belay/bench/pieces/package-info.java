/** What the parts of a check take by themselves, with JMH: {@code bench/pieces}. */
package dev.belay.bench.pieces;
