package dev.belay.bench.pieces;

import com.github.javaparser.ast.CompilationUnit;
import dev.belay.linter.engine.Discovery;
import dev.belay.linter.engine.Engine;
import dev.belay.linter.engine.Project;
import dev.belay.linter.engine.Report;
import dev.belay.linter.engine.Scope;
import dev.belay.linter.engine.Settings;
import dev.belay.linter.index.SourceFacts;
import dev.belay.linter.rule.Rule;
import dev.belay.linter.source.FileSketch;
import dev.belay.linter.source.FileText;
import dev.belay.linter.source.Parsing;
import dev.belay.linter.source.SourceText;
import dev.belay.rules.AllRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * The parts of a check over all files of a tree, each alone and on one thread, with the launcher's
 * compiler and collector. Times are for the whole tree.
 */
@State(org.openjdk.jmh.annotations.Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 6, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss16m"})
public class Pieces {

  /** A folder with sources. */
  @Param("linter-core/src/main/java")
  String tree;

  @Param("discarded-future")
  String rule;

  private final List<byte[]> files = new ArrayList<>();
  private final List<SourceText> sources = new ArrayList<>();
  private final List<CompilationUnit> units = new ArrayList<>();
  private Project project;
  private Engine oneRule;

  /** Reads and parses all. */
  @Setup
  public void read() throws IOException {
    try (Stream<Path> paths = Files.walk(Path.of(tree))) {
      for (Path path : paths.filter(p -> p.toString().endsWith(".java")).sorted().toList()) {
        byte[] bytes = Files.readAllBytes(path);
        files.add(bytes);
        SourceText source = SourceText.of(path.toString(), FileText.of(bytes).text());
        sources.add(source);
        units.add(Parsing.parse(source).getResult().orElseThrow());
      }
    }
    project = Discovery.find(Scope.of(Path.of(tree)));
    List<Rule> rules =
        AllRules.RULES.stream().filter(known -> known.info().id().equals(rule)).toList();
    oneRule = new Engine(rules, Settings.standard().withThreads(1));
  }

  /** The bytes of each file to what the screen asks of them. */
  @Benchmark
  public void screen(Blackhole hole) {
    for (byte[] bytes : files) {
      hole.consume(FileSketch.of(bytes));
    }
  }

  /** Texts to trees. */
  @Benchmark
  public void parse(Blackhole hole) {
    for (SourceText source : sources) {
      hole.consume(Parsing.parse(source));
    }
  }

  /** Trees to what they declare. */
  @Benchmark
  public void facts(Blackhole hole) {
    for (int i = 0; i < units.size(); i++) {
      hole.consume(SourceFacts.of(units.get(i), sources.get(i)));
    }
  }

  /** The whole way for one rule: read, screen, parse, check. */
  @Benchmark
  public Report oneRule() throws InterruptedException {
    return oneRule.check(project);
  }
}
