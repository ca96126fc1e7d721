package dev.belay.runtime;

/**
 * One place in a {@link Links}; the list's lock guards the fields. Subclasses are what is listed,
 * so that a place costs no object of its own.
 */
abstract class Link {
  Link newer;
  Link older;
  boolean linked;
}
