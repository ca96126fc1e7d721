/** Runnable programs on the runtime. */
package dev.belay.examples;
