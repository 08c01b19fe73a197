package io.agentlocator.testbed.suite.command;

import io.agentlocator.testbed.suite.vendors.VendorsCheck;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "vendors",
        description = "Asks the vendors that the environment has credentials for.",
        subcommands = VendorsCommand.Check.class)
final class VendorsCommand extends CommandGroup {

    @Command(
            name = "check",
            description = {
                "Asks Google, OpenAI and Twilio with the credentials of the environment.",
                "Do they answer, how fast, is a spoken Hebrew sentence understood, what does a minute cost?",
                "",
                "The environment is that of the services: GOOGLE_APPLICATION_CREDENTIALS or GCP_CREDENTIALS_JSON,",
                "OPENAI_API_KEY, TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN, and what chooses models, voices and regions.",
                "Exit code: 0 when all answer well, 1 when one does not or has no credentials.",
            })
    static final class Check implements Callable<Integer> {

        @Option(names = "--json", description = "The report for machines.")
        boolean json;

        @Mixin
        Help help = new Help();

        @Override
        public Integer call() throws Exception {
            return VendorsCheck.run(json, System.out);
        }
    }
}
