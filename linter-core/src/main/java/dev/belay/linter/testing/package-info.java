/** Fixtures and what their comments claim, compared with what the rules say. */
package dev.belay.linter.testing;
