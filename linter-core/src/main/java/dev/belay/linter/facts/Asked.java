package dev.belay.linter.facts;

import com.github.javaparser.ast.Node;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * What has been asked on the way to an answer, so that a circle ends: nodes by identity, for trees
 * are equal that only look alike, and fields by their key. Belongs to one thread.
 */
final class Asked {

  private final Set<Node> nodes = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<String> fields = new HashSet<>();

  /** Notes a node; false where it was noted before. */
  boolean add(Node node) {
    return nodes.add(node);
  }

  /** Notes a field by its {@link Types.FieldUse#key()}; false where it was noted before. */
  boolean add(String field) {
    return fields.add(field);
  }
}
