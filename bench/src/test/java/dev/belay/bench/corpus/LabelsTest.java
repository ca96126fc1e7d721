package dev.belay.bench.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelsTest {

  private static final Pattern SOURCES_ITEM =
      Pattern.compile(
          "<groupId>([^<]+)</groupId>\\s*<artifactId>([^<]+)</artifactId>\\s*"
              + "<version>([^<]+)</version>\\s*<classifier>sources</classifier>");

  @TempDir Path folder;

  @Test
  void storedLabelsAreReadWhole() throws IOException {
    Labels labels = Corpus.labels();
    assertTrue(labels.all().size() >= 814, labels.all().size() + " labels");
    assertEquals(9, labels.libraries().size());
    assertEquals(7, labels.rules().size());
  }

  @Test
  void buildResolvesTheLabelledAndTheFurtherLibraries() throws IOException {
    Set<String> resolved = new TreeSet<>();
    Matcher item = SOURCES_ITEM.matcher(Files.readString(Path.of("pom.xml")));
    while (item.find()) {
      resolved.add(item.group(1) + ":" + item.group(2) + ":" + item.group(3));
    }
    Set<String> listed = new TreeSet<>();
    Corpus.labels().libraries().forEach(library -> listed.add(library.toString()));
    assertTrue(Corpus.further().size() >= 15, "further libraries");
    Corpus.further().forEach(library -> listed.add(library.toString()));
    assertEquals(listed, resolved);
  }

  @Test
  void lineThatCannotBeReadIsNamed() throws IOException {
    write(
        "g:a:1\tA.java\t3\tdetached-thread\t1\tnote\n"
            + "g:a:1\tA.java\t4\tdetached-thread\t2\tnote\n");
    Exception refused = assertThrows(IllegalArgumentException.class, () -> Labels.read(folder));
    assertEquals("labels.tsv:2: not a label: 2", refused.getMessage());
  }

  @Test
  void secondWordOnOnePlaceIsRefused() throws IOException {
    write(
        "g:a:1\tA.java\t3\tdetached-thread\t1\tnote\n"
            + "g:a:1\tA.java\t3\tdetached-thread\t0\tnote\n");
    Exception refused = assertThrows(IllegalArgumentException.class, () -> Labels.read(folder));
    assertEquals("labels.tsv:2: a second label for the same place and rule", refused.getMessage());
  }

  private void write(String text) throws IOException {
    Files.writeString(folder.resolve("labels.tsv"), text);
  }
}
