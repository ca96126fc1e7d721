package dev.belay.runtime;

/**
 * An intrusive doubly linked list, newest first, that is its own lock. Adding, removing and popping
 * take constant time. Nothing is ever called while the lock is held.
 *
 * <p>Whether a link was removed or popped is decided under the lock, so exactly one of the two
 * callers gets it.
 */
final class Links {
  /** A list in which nothing ever was or will be. */
  static final Links SEALED = new Links();

  static {
    SEALED.seal();
  }

  private Link newest;
  private boolean sealed;

  /** Returns false, and links nothing, once the list is sealed. */
  synchronized boolean add(Link link) {
    if (sealed) {
      return false;
    }
    link.older = newest;
    if (newest != null) {
      newest.newer = link;
    }
    newest = link;
    link.linked = true;
    return true;
  }

  /** Returns true if this call took the link out, false if it was not in the list any more. */
  synchronized boolean remove(Link link) {
    if (!link.linked) {
      return false;
    }
    detach(link);
    return true;
  }

  /** After this, {@link #add} refuses, so that popping until empty ends. */
  synchronized void seal() {
    sealed = true;
  }

  /** Takes out the newest link, or returns null. */
  synchronized Link pop() {
    Link link = newest;
    if (link != null) {
      detach(link);
    }
    return link;
  }

  synchronized boolean isEmpty() {
    return newest == null;
  }

  private void detach(Link link) {
    if (link.newer == null) {
      newest = link.older;
    } else {
      link.newer.older = link.older;
    }
    if (link.older != null) {
      link.older.newer = link.newer;
    }
    link.newer = null;
    link.older = null;
    link.linked = false;
  }
}
