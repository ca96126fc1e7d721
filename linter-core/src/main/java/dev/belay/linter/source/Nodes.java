package dev.belay.linter.source;

import com.github.javaparser.Position;
import com.github.javaparser.Range;
import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.SimpleName;
import com.github.javaparser.ast.nodeTypes.NodeWithAnnotations;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The nodes of one tree, gathered in one walk: whoever looks for some of them anywhere in the file
 * asks here, and need not walk again. Belongs to one thread.
 */
public final class Nodes {

  private final CompilationUnit unit;
  private final List<Node> all;
  private final Map<Class<?>, List<?>> byKind = new HashMap<>();
  private Map<String, List<Expression>> variables;
  private Map<String, List<SimpleName>> names;

  private Nodes(CompilationUnit unit, List<Node> all) {
    this.unit = unit;
    this.all = all;
  }

  /** Those of a file. */
  public static Nodes of(CompilationUnit unit) {
    return new Nodes(unit, Collections.unmodifiableList(under(unit)));
  }

  /** A node and all below it, each before its children, in order of the text. */
  public static List<Node> under(Node top) {
    List<Node> all = new ArrayList<>();
    // Without recursion: trees may be deep.
    Deque<Node> open = new ArrayDeque<>();
    open.push(top);
    while (!open.isEmpty()) {
      Node node = open.pop();
      all.add(node);
      List<Node> children = childrenOf(node);
      for (int i = children.size() - 1; i >= 0; i--) {
        open.push(children.get(i));
      }
    }
    return all;
  }

  /** The tree. */
  public CompilationUnit unit() {
    return unit;
  }

  /** Every node before its children, in order of the text; those that nobody wrote come first. */
  public List<Node> all() {
    return all;
  }

  /** Those of a kind, or of one below it, in the same order; may be empty. */
  public <N extends Node> List<N> of(Class<N> kind) {
    @SuppressWarnings("unchecked")
    List<N> known = (List<N>) byKind.get(kind);
    if (known == null) {
      List<N> found = new ArrayList<>();
      for (Node node : all) {
        if (kind.isInstance(node)) {
          found.add(kind.cast(node));
        }
      }
      known = Collections.unmodifiableList(found);
      byKind.put(kind, known);
    }
    return known;
  }

  /** Whatever the file calls by a name of its own; packages and imports are left out. */
  public Set<String> names() {
    return Collections.unmodifiableSet(byName().keySet());
  }

  /** Where the file says a name of its own, in the same order; may be empty. */
  public List<SimpleName> named(String name) {
    return Collections.unmodifiableList(byName().getOrDefault(name, List.of()));
  }

  private Map<String, List<SimpleName>> byName() {
    if (names == null) {
      names = new HashMap<>();
      for (Node node : all) {
        if (node instanceof SimpleName name) {
          names.computeIfAbsent(name.getIdentifier(), n -> new ArrayList<>()).add(name);
        }
      }
    }
    return names;
  }

  /** Simple names and accesses to fields that may mean a variable of a name, in the same order. */
  public List<Expression> variables(String name) {
    if (variables == null) {
      variables = new HashMap<>();
      for (Node node : all) {
        if (node instanceof NameExpr simple) {
          variables.computeIfAbsent(simple.getNameAsString(), n -> new ArrayList<>()).add(simple);
        } else if (node instanceof FieldAccessExpr access) {
          variables.computeIfAbsent(access.getNameAsString(), n -> new ArrayList<>()).add(access);
        }
      }
    }
    return Collections.unmodifiableList(variables.getOrDefault(name, List.of()));
  }

  /**
   * Children in order of the text. The parser's own order is just that, but for what may have
   * annotations: these come behind the modifiers, and a method's type behind its name.
   */
  private static List<Node> childrenOf(Node node) {
    List<Node> children = node.getChildNodes();
    return node instanceof NodeWithAnnotations<?> && !areInOrder(children)
        ? children.stream().sorted(Node.NODE_BY_BEGIN_POSITION).toList()
        : children;
  }

  private static boolean areInOrder(List<Node> children) {
    Position last = null;
    for (int i = 0; children.size() > 1 && i < children.size(); i++) {
      Range range = children.get(i).getRange().orElse(null);
      if (last != null && (range == null || range.begin.isBefore(last))) {
        return false;
      }
      last = range == null ? null : range.begin;
    }
    return true;
  }
}
