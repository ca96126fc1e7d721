/** The linter as a step of a Maven build: {@code belay:check} and {@code belay:fix}. */
package dev.belay.maven;
