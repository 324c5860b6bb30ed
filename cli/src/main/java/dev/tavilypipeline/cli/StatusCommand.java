package dev.tavilypipeline.cli;

import java.util.List;
import java.util.concurrent.Callable;

import dev.tavilypipeline.cli.local.StatusLine;
import picocli.CommandLine.Command;

@Command(name = "status", synopsisHeading = "", optionListHeading = "%n", description = {
        "Shows what runs, where, and what keeps it from being ready.",
        "",
        "A line for each process: stopped, died, not ready (with the failing checks), or ready; its process id, resident memory"
                + " and address. The exit status is 0 when all is ready." })
final class StatusCommand implements Callable<Integer> {

    private final Context context;

    StatusCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        List<StatusLine> lines = context.installation().status();
        show("process", "state", "pid", "resident", "address");
        lines.forEach(line -> show(line.component().module(), line.state(), line.pid(), line.resident(), line.remark()));
        return lines.stream().allMatch(StatusLine::ready) ? 0 : 1;
    }

    private void show(String process, String state, String pid, String resident, String address) {
        context.terminal().print(String.format("%-18s %-10s %7s %8s  %s", process, state, pid, resident, address).strip());
    }
}
