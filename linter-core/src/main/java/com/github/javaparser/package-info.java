/**
 * A token source for the parser, in the parser's own package because it cannot be handed one from
 * outside. Nothing else belongs here.
 */
package com.github.javaparser;
