/**
 * How do findings become changed files? Fixes are chosen so that they do not touch each other,
 * applied to texts, checked, repeated until none is left, and only then written.
 */
package dev.belay.linter.fix;
