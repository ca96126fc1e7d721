package dev.belay.linter.index;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.BodyDeclaration;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.stmt.ReturnStmt;
import java.util.ArrayList;
import java.util.List;

/** The {@code return}s of a body. Without state. */
public final class Returns {

  private Returns() {}

  /**
   * Those that leave a body: what stands in lambdas and classes inside it returns from there, and
   * none leaves from inside another expression (JLS 15.28.1).
   *
   * @param body of a method, constructor or lambda
   * @return in order of the text; may be empty
   */
  public static List<ReturnStmt> of(Node body) {
    List<ReturnStmt> found = new ArrayList<>();
    collect(body, found);
    return found;
  }

  private static void collect(Node node, List<ReturnStmt> into) {
    if (node instanceof ReturnStmt statement) {
      into.add(statement);
    }
    for (Node child : node.getChildNodes()) {
      if (!(child instanceof Expression || child instanceof BodyDeclaration<?>)) {
        collect(child, into);
      }
    }
  }
}
