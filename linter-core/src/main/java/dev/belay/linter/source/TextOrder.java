package dev.belay.linter.source;

import com.github.javaparser.Position;
import com.github.javaparser.Range;
import com.github.javaparser.ast.Node;
import java.util.List;

/** The order in which nodes stand in the text. Without state. */
public final class TextOrder {

  private TextOrder() {}

  /** A node's children, those that nobody wrote first. The parser's own order is mostly that. */
  public static List<Node> childrenOf(Node node) {
    List<Node> children = node.getChildNodes();
    Position last = null;
    for (int i = 0; children.size() > 1 && i < children.size(); i++) {
      Range range = children.get(i).getRange().orElse(null);
      if (last != null && (range == null || range.begin.isBefore(last))) {
        return children.stream().sorted(Node.NODE_BY_BEGIN_POSITION).toList();
      }
      last = range == null ? null : range.begin;
    }
    return children;
  }
}
