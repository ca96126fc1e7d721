/**
 * Structured concurrency for Java 17 and later.
 *
 * <p>A {@link dev.belay.runtime.TaskScope} owns the tasks that were started in it and outlives none
 * of them. A {@link dev.belay.runtime.CancellationToken} says that work is to stop, and why. A
 * {@link dev.belay.runtime.Supervisor} keeps services running. Tasks run on virtual threads where
 * the JDK has them (21 and later) and on platform threads elsewhere.
 *
 * <p>Every method refuses {@code null} with a {@link java.lang.NullPointerException} unless it says
 * otherwise, and a negative {@link java.time.Duration} with an {@link
 * java.lang.IllegalArgumentException}. Durations beyond 292 years count as 292 years.
 */
package dev.belay.runtime;
