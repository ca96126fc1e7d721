package dev.belay.maven;

import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/** Reports orphaned tasks and loops that cannot be cancelled, and fails the build over them. */
@Mojo(
    name = "check",
    defaultPhase = LifecyclePhase.VERIFY,
    requiresDependencyResolution = ResolutionScope.TEST,
    threadSafe = true)
public final class CheckMojo extends ProjectMojo {

  /** Made by Maven, which sets the parameters. */
  public CheckMojo() {}

  @Override
  CheckArguments goal(CheckArguments arguments) {
    return arguments;
  }
}
