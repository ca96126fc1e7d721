package dev.belay.linter.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belay.linter.source.FileSketch;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassLinksTest {

  private static final List<String> WORDS =
      List.of(
          "Future",
          "Job",
          "Callable",
          "Error",
          "start",
          "get",
          "wait",
          "hidden",
          "last",
          "kept",
          "own",
          "Failure",
          "Object");

  @TempDir Path folder;

  @Test
  void tellWhatMembersReturnTakeAndThrow() throws IOException {
    ClassLinks links = new ClassLinks();
    links.add(bytes(Job.class));
    assertEquals("[Callable Job]", told(links, ClassLinks::eachParameter));
    assertEquals(
        "[Job * get, Job Future start, Job Object get]", toldOf(links, ClassLinks::eachReturn));
    assertEquals("[Job Failure Job, Job Failure wait]", toldOf(links, ClassLinks::eachThrows));
    assertEquals("[Job * kept, Job Future last]", toldOf(links, ClassLinks::eachField));
  }

  @Test
  void tellTypesByFullNames() throws IOException {
    ClassLinks links = new ClassLinks();
    links.add(bytes(Other.Future.class));
    links.add(bytes(Job.class));
    int[] named = {0};
    links.eachNamed(FileSketch.hashOf("Future"), type -> named[0]++);
    assertEquals(2, named[0], "java.util.concurrent.Future and Other.Future");
    assertEquals("[FutureTask Job]", told(links, ClassLinks::eachSupertype, "FutureTask", "Job"));
  }

  @Test
  void refuseWhatIsNoClass() throws IOException {
    byte[] half = Arrays.copyOf(bytes(Job.class), 200);
    assertThrows(IllegalArgumentException.class, () -> new ClassLinks().add(half));
    assertThrows(IllegalArgumentException.class, () -> new ClassLinks().add(new byte[16]));
  }

  @Test
  void comeFromAllThatIsOnTheClassPathWhereThatIsNotTooMuch() throws IOException {
    Files.write(folder.resolve("Job.class"), bytes(Job.class));
    Files.write(folder.resolve("Broken.class"), new byte[16]);
    try (ClassPath path = ClassPath.of(List.of(folder))) {
      TypeIndex all = path.orElse(new StoredSignatures());
      ClassLinks links = new ClassLinks();
      assertTrue(all.addLinks(links, 2));
      assertEquals(
          "[Job * get, Job Future start, Job Object get]", toldOf(links, ClassLinks::eachReturn));
      assertFalse(all.addLinks(new ClassLinks(), 1));
    }
    TypeIndex strange = name -> Optional.empty();
    assertFalse(strange.addLinks(new ClassLinks(), 100));
    assertFalse(new StoredSignatures().orElse(strange).addLinks(new ClassLinks(), 100));
  }

  private static String told(
      ClassLinks links, BiConsumer<ClassLinks, FileSketch.Link> each, String... more) {
    List<String> words = new ArrayList<>(WORDS);
    words.addAll(List.of(more));
    TreeSet<String> told = new TreeSet<>();
    each.accept(
        links,
        (type, name) -> {
          String above = type == ClassLinks.ANY_TYPE ? "*" : word(links.simpleNameOf(type), words);
          boolean isType = more.length > 0;
          told.add(above + " " + word(isType ? links.simpleNameOf(name) : name, words));
        });
    return told.toString();
  }

  private static String toldOf(ClassLinks links, BiConsumer<ClassLinks, FileSketch.Member> each) {
    TreeSet<String> told = new TreeSet<>();
    each.accept(
        links,
        (owner, type, name) -> {
          String of = type == ClassLinks.ANY_TYPE ? "*" : word(links.simpleNameOf(type), WORDS);
          String by = word(links.simpleNameOf(owner), WORDS);
          told.add(by + " " + of + " " + word(name, WORDS));
        });
    return told.toString();
  }

  private static String word(int hash, List<String> words) {
    return words.stream().filter(w -> FileSketch.hashOf(w) == hash).findFirst().orElse("?");
  }

  private static byte[] bytes(Class<?> type) throws IOException {
    String name = type.getName();
    try (InputStream stream =
        type.getResourceAsStream(name.substring(name.lastIndexOf('.') + 1) + ".class")) {
      return stream.readAllBytes();
    }
  }

  /** What a library might declare. */
  public static class Job<T> extends FutureTask<T> {

    protected volatile Future<T> last;
    public T kept;
    private Future<T> own;
    public int count;

    public Job(Callable<T> work) throws Failure {
      super(work);
    }

    public Future<T> start() {
      return hidden();
    }

    @Override
    public T get() {
      return null;
    }

    protected void wait(int many) throws Failure {}

    private Future<T> hidden() {
      own = this;
      return own;
    }
  }

  /** An exception of its own. */
  public static class Failure extends Exception {
    private static final long serialVersionUID = 1;
  }

  /** Has a type by the name of another. */
  public static final class Other {

    private Other() {}

    /** No handle. */
    public interface Future {}
  }
}
