/** The words a rule is written in. */
package dev.belay.linter.rule;
