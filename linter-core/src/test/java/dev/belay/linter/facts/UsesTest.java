package dev.belay.linter.facts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.github.javaparser.ast.expr.MethodCallExpr;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Each comment says where the value of {@code make()} on its line goes. */
class UsesTest {

  private static final String CODE =
      """
      import java.util.*;
      import java.util.function.*;
      class Code {
        Object field;
        Object other = make(); // FIELD
        Object[] row;
        Object make() { return row; }
        void take(Object value) {}
        void unseen(Strange strange) {
          strange.take(() -> make()); // KEPT
        }
        Object uses(boolean b, List<Object> all) {
          make(); // DROPPED
          (make()).hashCode(); // RECEIVER
          Object local = (Object) make(); // LOCAL
          local = make(); // LOCAL
          field = make(); // FIELD
          this.field = make(); // FIELD
          row[0] = make(); // ELEMENT
          take(b ? make() : null); // ARGUMENT
          new ArrayList<>(make()); // ARGUMENT
          for (Object each : make()) {} // ITERATED
          for (make(); b; ) {} // DROPPED
          if (make() == null) {} // LOOKED_AT
          String text = "" + make(); // LOOKED_AT
          if (make() instanceof String s) {} // LOCAL
          synchronized (make()) {} // LOOKED_AT
          assert make() != null; // LOOKED_AT
          Runnable dropping = () -> make(); // DROPPED
          Supplier<Object> giving = () -> make(); // RETURNED
          Object[] several = {make()}; // KEPT
          int arm = switch (all.size()) {
            case 0 -> make(); // LOCAL
            default -> 1;
          };
          take(field = make()); // ARGUMENT
          throw make(); // KEPT
        }
        Object back() {
          return make(); // RETURNED
        }
      }
      """;

  @Test
  void aValueGoesWhereTheFormOfTheCodeSendsIt() {
    CodeUnderTest code = new CodeUnderTest(CODE);
    Map<Integer, String> told = new TreeMap<>();
    code.told(
            MethodCallExpr.class,
            call ->
                call.getNameAsString().equals("make")
                    ? code.facts.uses().of(call).kind().name()
                    : "")
        .forEach((line, kind) -> told.merge(line, kind, (a, b) -> b));
    told.values().removeIf(String::isEmpty);
    assertEquals(new TreeMap<>(code.claimed()), told);
  }
}
