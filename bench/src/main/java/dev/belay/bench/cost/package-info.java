/** What rules and facts cost beside the parsing of the same files. */
package dev.belay.bench.cost;
