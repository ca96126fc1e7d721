/** Structured concurrency for Java 17 and later. */
package dev.belay.runtime;
