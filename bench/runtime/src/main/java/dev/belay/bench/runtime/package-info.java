/** Benchmarks, stress tests and the soak of the runtime. */
package dev.belay.bench.runtime;
