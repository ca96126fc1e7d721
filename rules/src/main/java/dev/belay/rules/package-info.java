/** The list of all rules. */
package dev.belay.rules;
