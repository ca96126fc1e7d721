package dev.belay.linter.facts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.javaparser.ast.CompilationUnit;
import dev.belay.linter.index.JavaType;
import dev.belay.linter.index.SourceFacts;
import dev.belay.linter.index.StoredSignatures;
import dev.belay.linter.source.Nodes;
import dev.belay.linter.source.Parsing;
import dev.belay.linter.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogueTest {

  private final StoredSignatures stored = new StoredSignatures();
  private final Types types = emptyFile();

  @Test
  void everyEntryNamesSomethingThatExists() {
    List<String> wrong = new ArrayList<>();
    int seen = 0;
    for (Role role : Role.values()) {
      for (String type : Catalogue.standard().typeNames(role)) {
        seen++;
        // Loggers are only ever compared by name: their signatures tell nothing more.
        boolean known = stored.find(type).isPresent() || role == Role.LOGGER;
        if (!known) {
          wrong.add(role.word() + " " + type);
        }
      }
      for (String method : Catalogue.standard().methodNames(role)) {
        for (String owner : Catalogue.standard().ownersOf(role, method)) {
          seen++;
          boolean own =
              owner.startsWith("dev.belay.runtime.")
                  || role == Role.EXPECTS_FAILURE
                  || role == Role.STUBS
                  || method.equals("fail");
          boolean known = !types.hierarchy().methods(JavaType.named(owner), method).isEmpty();
          if (!known && !own) {
            wrong.add(role.word() + " " + owner + "#" + method);
          }
        }
      }
    }
    assertTrue(seen > 150, "saw " + seen + " entries");
    assertEquals(List.of(), wrong);
  }

  @Test
  void entriesHoldForSubtypesUnlessTakenBack() {
    Catalogue catalogue = Catalogue.standard();
    assertTrue(catalogue.isHandle(JavaType.named("java.util.concurrent.RecursiveTask"), types));
    assertTrue(catalogue.isHandle(JavaType.named("io.netty.util.concurrent.Promise"), types));
    assertFalse(catalogue.isHandle(JavaType.named("io.netty.channel.ChannelPromise"), types));
    assertFalse(catalogue.isHandle(JavaType.named("com.acme.Future"), types));
    assertFalse(catalogue.isHandle(JavaType.UNKNOWN, types));
  }

  @Test
  void takesFurtherEntriesAndNamesTheLineOfAWrongOne() {
    Catalogue more = Catalogue.standard().plus("// own\nhandle com.acme.Job\n");
    assertTrue(more.isHandle(JavaType.named("com.acme.Job"), types));
    assertFalse(Catalogue.standard().isHandle(JavaType.named("com.acme.Job"), types));
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> Catalogue.of("\nhandles com.acme.Job"));
    assertEquals("line 2: not an entry: handles com.acme.Job", refused.getMessage());
  }

  private Types emptyFile() {
    SourceText source = SourceText.of("Empty.java", "class Empty {}");
    CompilationUnit unit = Parsing.parse(source).getResult().orElseThrow();
    return new Types(Nodes.of(unit), source, SourceFacts.of(unit, source), stored);
  }
}
