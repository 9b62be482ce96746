<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>BackendStatusText</name>
    <message>
        <source>%1 (%2 of %3 run)</source>
        <translation>%1 (%2 von %3 laufen)</translation>
    </message>
    <message>
        <source>No backend</source>
        <translation>Kein Backend</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Wird geprüft…</translation>
    </message>
    <message>
        <source>Engine not reachable</source>
        <translation>Engine nicht erreichbar</translation>
    </message>
    <message>
        <source>Backend is missing</source>
        <translation>Backend fehlt</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Gestoppt</translation>
    </message>
    <message>
        <source>Running (%1 of %2)</source>
        <translation>Läuft (%1 von %2)</translation>
    </message>
    <message>
        <source>Running (%1)</source>
        <translation>Läuft (%1)</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>Startet</translation>
    </message>
    <message>
        <source>Unhealthy</source>
        <translation>Fehlerhaft</translation>
    </message>
    <message>
        <source>Restarting</source>
        <translation>Startet neu</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>Beendet</translation>
    </message>
</context>
<context>
    <name>CatalogOffer</name>
    <message>
        <source>Install</source>
        <translation>Installieren</translation>
    </message>
    <message>
        <source>Update to %1</source>
        <translation>Auf %1 aktualisieren</translation>
    </message>
    <message>
        <source>Installed</source>
        <translation>Installiert</translation>
    </message>
    <message>
        <source>Needs API %1</source>
        <translation>Benötigt API %1</translation>
    </message>
</context>
<context>
    <name>ContainerActionText</name>
    <message>
        <source>%1 could not be started</source>
        <translation>%1 konnte nicht gestartet werden</translation>
    </message>
    <message>
        <source>%1 could not be stopped</source>
        <translation>%1 konnte nicht gestoppt werden</translation>
    </message>
    <message>
        <source>%1 could not be restarted</source>
        <translation>%1 konnte nicht neu gestartet werden</translation>
    </message>
    <message>
        <source>%1 could not be removed</source>
        <translation>%1 konnte nicht entfernt werden</translation>
    </message>
    <message>
        <source>What was written into it is lost, and its volumes without a name go with it. Volumes with a name and its image stay.</source>
        <translation>Was darin geschrieben wurde, geht verloren, ebenso seine unbenannten Volumes. Benannte Volumes und sein Image bleiben.</translation>
    </message>
    <message>
        <source>Remove container</source>
        <translation>Container entfernen</translation>
    </message>
    <message>
        <source>Remove the container &quot;%1&quot;?</source>
        <translation>Container „%1“ entfernen?</translation>
    </message>
    <message>
        <source>It is running, and is stopped by force.</source>
        <translation>Er läuft und wird zwangsweise gestoppt.</translation>
    </message>
</context>
<context>
    <name>DesktopPorts</name>
    <message>
        <source>%1 could not be opened</source>
        <translation>%1 konnte nicht geöffnet werden</translation>
    </message>
</context>
<context>
    <name>EngineChoiceText</name>
    <message>
        <source>The embedded engine is Podman, which is not installed here.</source>
        <translation>Die eingebettete Engine ist Podman, das hier nicht installiert ist.</translation>
    </message>
    <message>
        <source>Embedded engine</source>
        <translation>Eingebettete Engine</translation>
    </message>
    <message>
        <source>Embedded engine %1</source>
        <translation>Eingebettete Engine %1</translation>
    </message>
    <message>
        <source>Unreadable address</source>
        <translation>Unlesbare Adresse</translation>
    </message>
    <message>
        <source>Container engine</source>
        <translation>Container-Engine</translation>
    </message>
    <message>
        <source>Podman, run by Pierhead for itself</source>
        <translation>Podman, von Pierhead selbst betrieben</translation>
    </message>
    <message>
        <source>Rootless</source>
        <translation>Ohne Root-Rechte</translation>
    </message>
    <message>
        <source>Asking…</source>
        <translation>Abfrage läuft…</translation>
    </message>
    <message>
        <source>Not installed</source>
        <translation>Nicht installiert</translation>
    </message>
    <message>
        <source>Does not answer</source>
        <translation>Antwortet nicht</translation>
    </message>
    <message>
        <source>Starts when chosen</source>
        <translation>Startet bei Auswahl</translation>
    </message>
</context>
<context>
    <name>EntryText</name>
    <message>
        <source>In use</source>
        <translation>In Gebrauch</translation>
    </message>
    <message>
        <source>Unused</source>
        <translation>Ungenutzt</translation>
    </message>
    <message>
        <source>&lt;no name&gt;</source>
        <translation>&lt;ohne Namen&gt;</translation>
    </message>
</context>
<context>
    <name>FileDialogText</name>
    <message>
        <source>Open folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
</context>
<context>
    <name>InstallText</name>
    <message>
        <source>Load the archive</source>
        <translation>Archiv laden</translation>
    </message>
    <message>
        <source>Build the image</source>
        <translation>Image bauen</translation>
    </message>
    <message>
        <source>Get the image</source>
        <translation>Image holen</translation>
    </message>
    <message>
        <source>Read the extension</source>
        <translation>Erweiterung lesen</translation>
    </message>
    <message>
        <source>Start the backend</source>
        <translation>Backend starten</translation>
    </message>
    <message>
        <source>Add the tab</source>
        <translation>Tab hinzufügen</translation>
    </message>
    <message>
        <source>Installing &quot;%1&quot; from %2</source>
        <translation>„%1“ wird aus %2 installiert</translation>
    </message>
    <message>
        <source>Taking metadata and files out of %1</source>
        <translation>Metadaten und Dateien werden aus %1 geholt</translation>
    </message>
    <message>
        <source>Installing the backend</source>
        <translation>Backend wird installiert</translation>
    </message>
    <message>
        <source>Backend started</source>
        <translation>Backend gestartet</translation>
    </message>
    <message>
        <source>Looking whether the new page loads</source>
        <translation>Prüfen, ob die neue Seite lädt</translation>
    </message>
    <message>
        <source>Putting %1 back</source>
        <translation>%1 wird wiederhergestellt</translation>
    </message>
    <message>
        <source>Adding the tab &quot;%1&quot;</source>
        <translation>Tab „%1“ wird hinzugefügt</translation>
    </message>
    <message>
        <source>Installed &quot;%1&quot;</source>
        <translation>„%1“ ist installiert</translation>
    </message>
    <message>
        <source>the image archive %1</source>
        <translation>dem Image-Archiv %1</translation>
    </message>
    <message>
        <source>the folder %1, whose Dockerfile is built</source>
        <translation>dem Ordner %1, dessen Dockerfile gebaut wird</translation>
    </message>
    <message>
        <source>the image %1</source>
        <translation>dem Image %1</translation>
    </message>
    <message>
        <source>run a backend container, and commands in it</source>
        <translation>einen Backend-Container und darin Befehle ausführen</translation>
    </message>
    <message>
        <source>use the container engine: images, containers, volumes and the files they mount</source>
        <translation>die Container-Engine benutzen: Images, Container, Volumes und eingebundene Dateien</translation>
    </message>
    <message>
        <source>run programs on this machine that it brings with it</source>
        <translation>mitgebrachte Programme auf diesem Rechner ausführen</translation>
    </message>
    <message>
        <source>connect to remote addresses</source>
        <translation>Verbindungen zu entfernten Adressen aufbauen</translation>
    </message>
    <message>
        <source>ask you for files and folders</source>
        <translation>nach Dateien und Ordnern fragen</translation>
    </message>
    <message>
        <source>open web pages in your browser</source>
        <translation>Webseiten im Browser öffnen</translation>
    </message>
</context>
<context>
    <name>QMessageBox</name>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
</context>
<context>
    <name>UsageText</name>
    <message>
        <source>%1/s</source>
        <comment>bytes a second</comment>
        <translation>%1/s</translation>
    </message>
    <message>
        <source>%1 %</source>
        <comment>a share</comment>
        <translation>%1 %</translation>
    </message>
</context>
<context>
    <name>pierhead::desktop::Application</name>
    <message>
        <source>The settings are not in use</source>
        <translation>Die Einstellungen werden nicht verwendet</translation>
    </message>
    <message>
        <source>%1 is installed</source>
        <translation>%1 ist installiert</translation>
    </message>
    <message>
        <source>%1 is back at %2</source>
        <translation>%1 ist wieder bei %2</translation>
    </message>
    <message>
        <source>The way back was cancelled; what is installed stays</source>
        <translation>Zurücksetzen abgebrochen; das Installierte bleibt</translation>
    </message>
    <message>
        <source>The install was cancelled; nothing of it is left</source>
        <translation>Installation abgebrochen; nichts davon ist geblieben</translation>
    </message>
    <message>
        <source>An install or removal of %1 was broken off</source>
        <translation>Installieren oder Entfernen von %1 wurde unterbrochen</translation>
    </message>
    <message>
        <source>The engine stays as it is</source>
        <translation>Die Engine bleibt, wie sie ist</translation>
    </message>
    <message>
        <source>%1 could not be opened</source>
        <translation>%1 konnte nicht geöffnet werden</translation>
    </message>
    <message>
        <source>%1 is installed already</source>
        <translation>%1 ist schon installiert</translation>
    </message>
    <message>
        <source>%1 was removed</source>
        <translation>%1 wurde entfernt</translation>
    </message>
    <message>
        <source>%1 could not be removed</source>
        <translation>%1 konnte nicht entfernt werden</translation>
    </message>
</context>
<context>
    <name>pierhead::desktop::BackendBar</name>
    <message>
        <source>Logs</source>
        <translation>Protokolle</translation>
    </message>
    <message>
        <source>Restart</source>
        <translation>Neu starten</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stoppen</translation>
    </message>
    <message>
        <source>Logs of %1</source>
        <translation>Protokolle von %1</translation>
    </message>
    <message>
        <source>Restart the backend of %1</source>
        <translation>Backend von %1 neu starten</translation>
    </message>
    <message>
        <source>Stop the backend of %1</source>
        <translation>Backend von %1 stoppen</translation>
    </message>
    <message>
        <source>Start the backend of %1</source>
        <translation>Backend von %1 starten</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Wird gestoppt…</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>Wird gestartet…</translation>
    </message>
    <message>
        <source>Restarting…</source>
        <translation>Wird neu gestartet…</translation>
    </message>
</context>
<context>
    <name>pierhead::desktop::CatalogBrowser</name>
    <message>
        <source>Catalogs</source>
        <translation>Kataloge</translation>
    </message>
    <message>
        <source>Search extensions (Ctrl+F)</source>
        <translation>Erweiterungen suchen (Strg+F)</translation>
    </message>
    <message>
        <source>Search extensions</source>
        <translation>Erweiterungen suchen</translation>
    </message>
    <message>
        <source>All categories</source>
        <translation>Alle Kategorien</translation>
    </message>
    <message>
        <source>Ask the catalogs&apos; servers now</source>
        <translation>Server der Kataloge jetzt abfragen</translation>
    </message>
    <message>
        <source>Refresh the catalogs</source>
        <translation>Kataloge auffrischen</translation>
    </message>
    <message>
        <source>Which catalogs there are</source>
        <translation>Welche Kataloge es gibt</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Not everything in the catalogs is as it should be</source>
        <translation>Nicht alles in den Katalogen ist in Ordnung</translation>
    </message>
    <message>
        <source>1 extension</source>
        <translation>1 Erweiterung</translation>
    </message>
    <message>
        <source>%1 extensions</source>
        <translation>%1 Erweiterungen</translation>
    </message>
    <message>
        <source>Reading the catalogs…</source>
        <translation>Kataloge werden gelesen…</translation>
    </message>
    <message>
        <source>Nothing was found</source>
        <translation>Nichts gefunden</translation>
    </message>
    <message>
        <source>Nothing is listed</source>
        <translation>Nichts aufgeführt</translation>
    </message>
    <message>
        <source>No extension has all of these words and the category.</source>
        <translation>Keine Erweiterung hat all diese Wörter und die Kategorie.</translation>
    </message>
    <message>
        <source>The catalogs have no extension that can be shown.</source>
        <translation>Die Kataloge enthalten keine Erweiterung, die gezeigt werden kann.</translation>
    </message>
</context>
<context>
    <name>pierhead::desktop::CatalogCard</name>
    <message>
        <source>Unknown provider</source>
        <translation>Unbekannter Anbieter</translation>
    </message>
    <message>
        <source>Update</source>
        <translation>Aktualisieren</translation>
    </message>
</context>
<context>
    <name>pierhead::desktop::CatalogCards</name>
    <message>
        <source>Show more</source>
        <translation>Mehr zeigen</translation>
    </message>
</context>
<context>
    <name>pierhead::desktop::CatalogDetails</name>
    <message>
        <source>Back to the catalogs</source>
        <translation>Zurück zu den Katalogen</translation>
    </message>
    <message>
        <source>Unknown provider</source>
        <translation>Unbekannter Anbieter</translation>
    </message>
    <message>
        <source>What is new in %1</source>
        <translation>Neu in %1</translation>
    </message>
    <message>
        <source>Web site of the provider</source>
        <translation>Website des Anbieters</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>Image</translation>
    </message>
    <message>
        <source>Categories</source>
        <translation>Kategorien</translation>
    </message>
    <message>
        <source>Platforms</source>
        <translation>Plattformen</translation>
    </message>
    <message>
        <source>API version</source>
        <translation>API-Version</translation>
    </message>
    <message>
        <source>Catalog</source>
        <translation>Katalog</translation>
    </message>
</context>
<context>
    <name>pierhead::desktop::CatalogPlaces</name>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>https://example.com/extensions.json, or the path of a file</source>
        <translation>https://example.com/extensions.json oder Pfad einer Datei</translation>
    </message>
    <message>
        <source>URL or file of a catalog</source>
        <translation>URL oder Datei eines Katalogs</translation>
    </message>
    <message>
        <source>Catalogs</source>
        <translation>Kataloge</translation>
    </message>
    <message>
        <source>A catalog is a list of extensions that somebody offers: a JSON file, here or at a URL. What is in one is only shown; whether to install it is asked each time.</source>
        <translation>Ein Katalog ist eine Liste von Erweiterungen, die jemand anbietet: eine JSON-Datei, hier oder unter einer URL. Sein Inhalt wird nur gezeigt; vor jeder Installation wird gefragt.</translation>
    </message>
    <message>
        <source>The list of catalogs is as it was</source>
        <translation>Die Liste der Kataloge ist unverändert</translation>
    </message>
    <message>
        <source>Remove this catalog from the list</source>
        <translation>Diesen Katalog aus der Liste entfernen</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>%1 entfernen</translation>
    </message>
</context>
<context>
    <name>pierhead::desktop::ContainerLogs</name>
    <message>
        <source>Nothing was written yet.</source>
        <translation>Noch nichts ausgegeben.</translation>
    </message>
</context>
<context>
    <name>pierhead::desktop::ContainerPage</name>
    <message>
        <source>Back to the containers</source>
        <translation>Zurück zu den Containern</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Restart</source>
        <translation>Neu starten</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Entfernen…</translation>
    </message>
    <message>
        <source>Container</source>
        <translation>Container</translation>
    </message>
    <message>
        <source>Removed</source>
        <translation>Entfernt</translation>
    </message>
    <message>
        <source>%1 is not there any more</source>
        <translation>%1 ist nicht mehr da</translation>
    </message>
    <message>
        <source>Logs</source>
        <translation>Protokolle</translation>
    </message>
    <message>
        <source>Inspect</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Terminal</source>
        <translation>Terminal</translation>
    </message>
    <message>
        <source>Stats</source>
        <translation>Statistik</translation>
    </message>
    <message>
        <source>The logs cannot be read</source>
        <translation>Die Protokolle sind nicht lesbar</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stoppen</translation>
    </message>
</context>
<context>
    <name>pierhead::desktop::ContainerStats</name>
    <message>
        <source>The container does not run.</source>
        <translation>Der Container läuft nicht.</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netzwerk</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>Festplatte</translation>
    </message>
    <message>
        <source>without a limit</source>
        <translation>ohne Grenze</translation>
    </message>
    <message>
        <source>100 % is one processor</source>
        <translation>100 % sind ein Prozessor</translation>
    </message>
    <message>
        <source>of %1 % in all</source>
        <translation>von insgesamt %1 %</translation>
    </message>
    <message>
        <source>of %1 (%2)</source>
        <translation>von %1 (%2)</translation>
    </message>
    <message>
        <source>↓ %1   ↑ %2 since its start</source>
        <translation>↓ %1   ↑ %2 seit dem Start</translation>
    </message>
    <message>
        <source>Stats</source>
        <translation>Statistik</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>Processes</source>
        <translation>Prozesse</translation>
    </message>
    <message>
        <source>received</source>
        <translation>empfangen</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>gesendet</translation>
    </message>
    <message>
        <source>read</source>
        <translation>gelesen</translation>
    </message>
    <message>
        <source>written</source>
        <translation>geschrieben</translation>
    </message>
    <message>
        <source>threads included</source>
        <translation>mit Threads</translation>
    </message>
</context>
<context>
    <name>pierhead::desktop::ContainerTerminal</name>
    <message>
        <source>Open again</source>
        <translation>Neu öffnen</translation>
    </message>
    <message>
        <source>Terminal</source>
        <translation>Terminal</translation>
    </message>
    <message>
        <source>The container does not run. Start it to open a terminal in it.</source>
        <translation>Der Container läuft nicht. Er muss laufen, damit sich darin ein Terminal öffnen lässt.</translation>
    </message>
    <message>
        <source>The shell has ended with code %1.</source>
        <translation>Die Shell wurde mit Code %1 beendet.</translation>
    </message>
    <message>
        <source>Another program…</source>
        <translation>Anderes Programm…</translation>
    </message>
    <message>
        <source>Run a program in the container</source>
        <translation>Ein Programm im Container ausführen</translation>
    </message>
    <message>
        <source>It runs in place of a shell, with this terminal.</source>
        <translation>Es läuft anstelle einer Shell, mit diesem Terminal.</translation>
    </message>
    <message>
        <source>The program has ended with code %1.</source>
        <translation>Das Programm wurde mit Code %1 beendet.</translation>
    </message>
    <message>
        <source>This container has no shell</source>
        <translation>Dieser Container hat keine Shell</translation>
    </message>
    <message>
        <source>Its image has neither %1 nor %2, so nobody answers here. What its program writes is in the logs, and docker cp copies its files. A program that the image does have can be run here.</source>
        <translation>Sein Image hat weder %1 noch %2, also antwortet hier niemand. Was sein Programm ausgibt, steht in den Protokollen, und docker cp kopiert seine Dateien. Ein Programm, das im Image ist, lässt sich hier ausführen.</translation>
    </message>
    <message>
        <source>Open a shell</source>
        <translation>Shell öffnen</translation>
    </message>
</context>
<context>
    <name>pierhead::desktop::ContainersPage</name>
    <message>
        <source>Containers</source>
        <translation>Container</translation>
    </message>
    <message>
        <source>Search containers (Ctrl+F)</source>
        <translation>Container suchen (Strg+F)</translation>
    </message>
    <message>
        <source>No containers</source>
        <translation>Keine Container</translation>
    </message>
    <message>
        <source>What is started with docker run or docker compose up, here or elsewhere, comes into this list by itself.</source>
        <translation>Was mit docker run oder docker compose up gestartet wird, hier oder anderswo, erscheint von selbst in dieser Liste.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>Image</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Ports</source>
        <translation>Ports</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Erstellt</translation>
    </message>
    <message>
        <source>%1 in all, %2 running</source>
        <translation>%1 insgesamt, %2 laufen</translation>
    </message>
</context>
<context>
    <name>pierhead::desktop::DetailHeader</name>
    <message>
        <source>%1 (Esc)</source>
        <translation>%1 (Esc)</translation>
    </message>
</context>
<context>
    <name>pierhead::desktop::DisabledNotice</name>
    <message>
        <source>Enable extensions</source>
        <translation>Erweiterungen aktivieren</translation>
    </message>
    <message>
        <source>Extensions are disabled</source>
        <translation>Erweiterungen sind deaktiviert</translation>
    </message>
    <message>
        <source>They have no tab, their backends do not run, and none is installed. What is installed stays.</source>
        <translation>Sie haben keinen Tab, ihre Backends laufen nicht, und neue werden nicht installiert. Installierte bleiben.</translation>
    </message>
    <message>
        <source>The administrator of this machine has disabled them, by the rule extensions.enabled in %1.</source>
        <translation>Die Administration dieses Rechners hat sie deaktiviert, durch die Regel extensions.enabled in %1.</translation>
    </message>
</context>
<context>
    <name>pierhead::desktop::EmptyState</name>
    <message>
        <source>No extensions yet</source>
        <translation>Noch keine Erweiterungen</translation>
    </message>
    <message>
        <source>An extension is a container image that brings a page, and often a backend, to this window. Install one from an image archive, or from a folder that holds its Dockerfile. You can also drop either here, or type: docker extension install &lt;image&gt;</source>
        <translation>Eine Erweiterung ist ein Container-Image, das eine Seite und oft ein Backend in dieses Fenster bringt. Sie wird aus einem Image-Archiv installiert oder aus einem Ordner mit ihrem Dockerfile. Beides lässt sich auch hier ablegen; oder im Terminal: docker extension install &lt;image&gt;</translation>
    </message>
    <message>
        <source>Install from file…</source>
        <translation>Aus Datei installieren…</translation>
    </message>
    <message>
        <source>Install from folder…</source>
        <translation>Aus Ordner installieren…</translation>
    </message>
</context>
<context>
    <name>pierhead::desktop::EngineBadge</name>
    <message>
        <source>Container engine</source>
        <translation>Container-Engine</translation>
    </message>
    <message>
        <source>Looking for one…</source>
        <translation>Wird gesucht…</translation>
    </message>
    <message>
        <source>Not reachable</source>
        <translation>Nicht erreichbar</translation>
    </message>
    <message>
        <source>No engine</source>
        <translation>Keine Engine</translation>
    </message>
    <message>
        <source>Engine: %1, %2</source>
        <translation>Engine: %1, %2</translation>
    </message>
    <message>
        <source>Click to use another (Ctrl+E)</source>
        <translation>Klicken, um zu wechseln (Strg+E)</translation>
    </message>
    <message>
        <source>%1, from %2</source>
        <translation>%1, aus: %2</translation>
    </message>
</context>
<context>
    <name>pierhead::desktop::EngineChoices</name>
    <message>
        <source>the engine of an installed extension</source>
        <translation>Engine einer installierten Erweiterung</translation>
    </message>
</context>
<context>
    <name>pierhead::desktop::EnginePage</name>
    <message>
        <source>The engine does not answer; waiting for it…</source>
        <translation>Die Engine antwortet nicht; es wird gewartet…</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>This page could not be filled</source>
        <translation>Diese Seite konnte nicht gefüllt werden</translation>
    </message>
    <message>
        <source>The engine %1 does not answer</source>
        <translation>Die Engine %1 antwortet nicht</translation>
    </message>
</context>
<context>
    <name>pierhead::desktop::EngineRow</name>
    <message>
        <source>Connecting…</source>
        <translation>Verbindung wird aufgebaut…</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>In Gebrauch</translation>
    </message>
</context>
<context>
    <name>pierhead::desktop::EngineSession</name>
    <message>
        <source>Changing the engine</source>
        <translation>Wechsel der Engine</translation>
    </message>
    <message>
        <source>Connecting to the engine that was chosen in the window</source>
        <translation>Verbindung zur im Fenster gewählten Engine</translation>
    </message>
</context>
<context>
    <name>pierhead::desktop::EngineSwitcher</name>
    <message>
        <source>Container engines</source>
        <translation>Container-Engines</translation>
    </message>
    <message>
        <source>CONTAINER ENGINE</source>
        <translation>CONTAINER-ENGINE</translation>
    </message>
    <message>
        <source>Extensions stay on the engine they were installed on.</source>
        <translation>Erweiterungen bleiben auf der Engine, auf der sie installiert wurden.</translation>
    </message>
</context>
<context>
    <name>pierhead::desktop::ExtensionCard</name>
    <message>
        <source>Embedded engine</source>
        <translation>Eingebettete Engine</translation>
    </message>
    <message>
        <source>This engine</source>
        <translation>Diese Engine</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Enable</source>
        <translation>Aktivieren</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Entfernen…</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Roll back…</source>
        <translation>Zurücksetzen…</translation>
    </message>
    <message>
        <source>Disabled</source>
        <translation>Deaktiviert</translation>
    </message>
    <message>
        <source>Unknown provider</source>
        <translation>Unbekannter Anbieter</translation>
    </message>
    <message>
        <source>Installed on %1</source>
        <translation>Installiert auf %1</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>%1 öffnen</translation>
    </message>
    <message>
        <source>Enable %1</source>
        <translation>%1 aktivieren</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>%1 entfernen</translation>
    </message>
    <message>
        <source>More for %1</source>
        <translation>Mehr zu %1</translation>
    </message>
    <message>
        <source>This extension has no page</source>
        <translation>Diese Erweiterung hat keine Seite</translation>
    </message>
    <message>
        <source>Removing…</source>
        <translation>Wird entfernt…</translation>
    </message>
    <message>
        <source>Update to %1</source>
        <translation>Auf %1 aktualisieren</translation>
    </message>
    <message>
        <source>Update %1 to %2</source>
        <translation>%1 auf %2 aktualisieren</translation>
    </message>
    <message>
        <source>%1 is available</source>
        <translation>%1 ist verfügbar</translation>
    </message>
</context>
<context>
    <name>pierhead::desktop::ExtensionTab</name>
    <message>
        <source>Opening %1…</source>
        <translation>%1 wird geöffnet…</translation>
    </message>
    <message>
        <source>The backend of this extension is not running. What the page asks of it will fail.</source>
        <translation>Das Backend dieser Erweiterung läuft nicht. Anfragen der Seite daran schlagen fehl.</translation>
    </message>
    <message>
        <source>Only a part of this extension&apos;s backend is running.</source>
        <translation>Nur ein Teil des Backends dieser Erweiterung läuft.</translation>
    </message>
    <message>
        <source>The engine does not answer; waiting for it…</source>
        <translation>Die Engine antwortet nicht; es wird gewartet…</translation>
    </message>
    <message>
        <source>Reload</source>
        <translation>Neu laden</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>This extension is installed on the engine %1</source>
        <translation>Diese Erweiterung ist auf der Engine %1 installiert</translation>
    </message>
    <message>
        <source>%1 could not be opened</source>
        <translation>%1 konnte nicht geöffnet werden</translation>
    </message>
</context>
<context>
    <name>pierhead::desktop::ExtensionsPage</name>
    <message>
        <source>Retry</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>No container engine answers</source>
        <translation>Keine Container-Engine antwortet</translation>
    </message>
    <message>
        <source>Extensions</source>
        <translation>Erweiterungen</translation>
    </message>
    <message>
        <source>Install from file…</source>
        <translation>Aus Datei installieren…</translation>
    </message>
    <message>
        <source>An image archive made by docker save (Ctrl+O)</source>
        <translation>Ein Image-Archiv von docker save (Strg+O)</translation>
    </message>
    <message>
        <source>Views of the extensions</source>
        <translation>Ansichten der Erweiterungen</translation>
    </message>
    <message>
        <source>Installed</source>
        <translation>Installiert</translation>
    </message>
    <message>
        <source>Browse</source>
        <translation>Stöbern</translation>
    </message>
    <message>
        <source>1 installed</source>
        <translation>1 installiert</translation>
    </message>
    <message>
        <source>%1 installed</source>
        <translation>%1 installiert</translation>
    </message>
    <message>
        <source>Installed, %1 to update</source>
        <translation>Installiert, %1 zu aktualisieren</translation>
    </message>
</context>
<context>
    <name>pierhead::desktop::ImagesPage</name>
    <message>
        <source>Images</source>
        <translation>Images</translation>
    </message>
    <message>
        <source>Search images (Ctrl+F)</source>
        <translation>Images suchen (Strg+F)</translation>
    </message>
    <message>
        <source>No images</source>
        <translation>Keine Images</translation>
    </message>
    <message>
        <source>What is pulled or built, here or elsewhere, comes into this list by itself.</source>
        <translation>Was geladen oder gebaut wird, hier oder anderswo, erscheint von selbst in dieser Liste.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Erstellt</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>Verwendung</translation>
    </message>
    <message>
        <source>%1 in all</source>
        <translation>%1 insgesamt</translation>
    </message>
    <message>
        <source>%1 in all, under %2 names</source>
        <translation>%1 insgesamt, unter %2 Namen</translation>
    </message>
    <message>
        <source>Remove image</source>
        <translation>Image entfernen</translation>
    </message>
    <message>
        <source>Remove the image &quot;%1&quot;?</source>
        <translation>Image „%1“ entfernen?</translation>
    </message>
    <message>
        <source>Where it has other names it stays under those. One that a container was made of is not removed.</source>
        <translation>Hat es weitere Namen, bleibt es unter diesen. Ein Image, aus dem ein Container erstellt wurde, wird nicht entfernt.</translation>
    </message>
    <message>
        <source>%1 could not be removed</source>
        <translation>%1 konnte nicht entfernt werden</translation>
    </message>
</context>
<context>
    <name>pierhead::desktop::ImportBanner</name>
    <message>
        <source>Choose…</source>
        <translation>Auswählen…</translation>
    </message>
    <message>
        <source>Choose what to import from Docker Desktop</source>
        <translation>Auswählen, was aus Docker Desktop importiert wird</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Nicht jetzt</translation>
    </message>
    <message>
        <source>Docker Desktop has 1 extension that is not installed here.</source>
        <translation>Docker Desktop hat 1 Erweiterung, die hier nicht installiert ist.</translation>
    </message>
    <message>
        <source>Docker Desktop has %1 extensions that are not installed here.</source>
        <translation>Docker Desktop hat %1 Erweiterungen, die hier nicht installiert sind.</translation>
    </message>
</context>
<context>
    <name>pierhead::desktop::ImportControl</name>
    <message>
        <source>The offer will come again</source>
        <translation>Das Angebot wird wieder erscheinen</translation>
    </message>
    <message>
        <source>%1 of %2 extensions were imported</source>
        <translation>%1 von %2 Erweiterungen wurden importiert</translation>
    </message>
    <message>
        <source>Not installed: %1.</source>
        <translation>Nicht installiert: %1.</translation>
    </message>
</context>
<context>
    <name>pierhead::desktop::ImportDialog</name>
    <message>
        <source>Import from Docker Desktop</source>
        <translation>Aus Docker Desktop importieren</translation>
    </message>
    <message>
        <source>All that Docker Desktop has is installed here, or it has no extensions.</source>
        <translation>Alles aus Docker Desktop ist hier installiert, oder es hat keine Erweiterungen.</translation>
    </message>
    <message>
        <source>They are installed from their images, one after the other, on the engine in use. Docker Desktop stays as it is, and what they have stored there stays there.</source>
        <translation>Sie werden nacheinander aus ihren Images auf der verwendeten Engine installiert. Docker Desktop bleibt, wie es ist, und was sie dort gespeichert haben, bleibt dort.</translation>
    </message>
    <message>
        <source>Extensions can install binaries, invoke commands, access files on your machine and connect to remote URLs.</source>
        <translation>Erweiterungen können Programme installieren, Befehle ausführen, auf Dateien dieses Rechners zugreifen und Verbindungen zu entfernten URLs aufbauen.</translation>
    </message>
    <message>
        <source>Install</source>
        <translation>Installieren</translation>
    </message>
    <message>
        <source>the newest version</source>
        <translation>neueste Version</translation>
    </message>
    <message>
        <source>version %1</source>
        <translation>Version %1</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source> (told by the folder&apos;s name)</source>
        <translation> (laut Name des Ordners)</translation>
    </message>
    <message>
        <source>Install %1</source>
        <translation>%1 installieren</translation>
    </message>
</context>
<context>
    <name>pierhead::desktop::InspectPage</name>
    <message>
        <source>Back to the images</source>
        <translation>Zurück zu den Images</translation>
    </message>
    <message>
        <source>Back to the volumes</source>
        <translation>Zurück zu den Volumes</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Entfernen…</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>Image</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>Volume</translation>
    </message>
    <message>
        <source>Unused</source>
        <translation>Ungenutzt</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>In Gebrauch</translation>
    </message>
    <message>
        <source>Removed</source>
        <translation>Entfernt</translation>
    </message>
    <message>
        <source>%1 is not there any more</source>
        <translation>%1 ist nicht mehr da</translation>
    </message>
    <message>
        <source>No container has it.</source>
        <translation>Kein Container hat es.</translation>
    </message>
    <message>
        <source>Containers that have it:</source>
        <translation>Container, die es haben:</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>und %1 weitere</translation>
    </message>
    <message>
        <source>Remove image</source>
        <translation>Image entfernen</translation>
    </message>
    <message>
        <source>Remove the image &quot;%1&quot;?</source>
        <translation>Image „%1“ entfernen?</translation>
    </message>
    <message>
        <source>Where it has other names it stays under those. One that a container was made of is not removed.</source>
        <translation>Hat es weitere Namen, bleibt es unter diesen. Ein Image, aus dem ein Container erstellt wurde, wird nicht entfernt.</translation>
    </message>
    <message>
        <source>Remove volume</source>
        <translation>Volume entfernen</translation>
    </message>
    <message>
        <source>Remove the volume &quot;%1&quot;?</source>
        <translation>Volume „%1“ entfernen?</translation>
    </message>
    <message>
        <source>What is in it is lost. One that a container has is not removed.</source>
        <translation>Sein Inhalt geht verloren. Ein Volume, das ein Container hat, wird nicht entfernt.</translation>
    </message>
    <message>
        <source>%1 could not be removed</source>
        <translation>%1 konnte nicht entfernt werden</translation>
    </message>
</context>
<context>
    <name>pierhead::desktop::InspectView</name>
    <message>
        <source>Search (Ctrl+F)</source>
        <translation>Suchen (Strg+F)</translation>
    </message>
    <message>
        <source>Search what the engine knows</source>
        <translation>Im Wissen der Engine suchen</translation>
    </message>
    <message>
        <source>What the engine knows, as JSON</source>
        <translation>Was die Engine weiß, als JSON</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>1 match</source>
        <translation>1 Treffer</translation>
    </message>
    <message>
        <source>%1 matches</source>
        <translation>%1 Treffer</translation>
    </message>
</context>
<context>
    <name>pierhead::desktop::InstallFlow</name>
    <message>
        <source>No container engine has answered yet. Try again in a moment.</source>
        <translation>Noch hat keine Container-Engine geantwortet. Gleich noch einmal versuchen.</translation>
    </message>
</context>
<context>
    <name>pierhead::desktop::InstallPanel</name>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Install this extension?</source>
        <translation>Diese Erweiterung installieren?</translation>
    </message>
    <message>
        <source>Extensions can install binaries, invoke commands, access files on your machine and connect to remote URLs. Install only what comes from somebody you trust.</source>
        <translation>Erweiterungen können Programme installieren, Befehle ausführen, auf Dateien dieses Rechners zugreifen und Verbindungen zu entfernten URLs aufbauen. Nur installieren, was aus vertrauenswürdiger Hand kommt.</translation>
    </message>
    <message>
        <source>It will be allowed to</source>
        <translation>Sie darf dann</translation>
    </message>
    <message>
        <source>Install</source>
        <translation>Installieren</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Agree to what is new?</source>
        <translation>Dem Neuen zustimmen?</translation>
    </message>
    <message>
        <source>Update</source>
        <translation>Aktualisieren</translation>
    </message>
    <message>
        <source>Keep what is installed</source>
        <translation>Installiertes behalten</translation>
    </message>
    <message>
        <source>Progress of the install</source>
        <translation>Fortschritt der Installation</translation>
    </message>
    <message>
        <source>What the install says</source>
        <translation>Meldungen der Installation</translation>
    </message>
    <message>
        <source>From %1.</source>
        <translation>Aus %1.</translation>
    </message>
    <message>
        <source>%1 does not ask for the same as %2, which is installed and goes on working meanwhile:</source>
        <translation>%1 verlangt nicht dasselbe wie %2, das installiert ist und solange weiterläuft:</translation>
    </message>
    <message>
        <source>Cancelling, and taking back what was done…</source>
        <translation>Wird abgebrochen und rückgängig gemacht…</translation>
    </message>
    <message>
        <source>%1 was not rolled back</source>
        <translation>%1 wurde nicht zurückgesetzt</translation>
    </message>
    <message>
        <source>Nothing was installed from %1</source>
        <translation>Aus %1 wurde nichts installiert</translation>
    </message>
    <message>
        <source>Log in to %1…</source>
        <translation>Bei %1 anmelden…</translation>
    </message>
    <message>
        <source>Rolling %1 back</source>
        <translation>%1 wird zurückgesetzt</translation>
    </message>
    <message>
        <source>Installing %1</source>
        <translation>Installation aus %1</translation>
    </message>
</context>
<context>
    <name>pierhead::desktop::ListPage</name>
    <message>
        <source>Asking the engine…</source>
        <translation>Engine wird abgefragt…</translation>
    </message>
    <message>
        <source>Nothing has &quot;%1&quot; in it</source>
        <translation>Nichts enthält „%1“</translation>
    </message>
    <message>
        <source>Escape shows all again.</source>
        <translation>Escape zeigt wieder alles.</translation>
    </message>
</context>
<context>
    <name>pierhead::desktop::LogToolbar</name>
    <message>
        <source>Previous (Shift+F3)</source>
        <translation>Vorheriger (Umschalt+F3)</translation>
    </message>
    <message>
        <source>Next (F3)</source>
        <translation>Nächster (F3)</translation>
    </message>
    <message>
        <source>F&amp;ollow</source>
        <translation>F&amp;olgen</translation>
    </message>
    <message>
        <source>&amp;Time stamps</source>
        <translation>Zeits&amp;tempel</translation>
    </message>
    <message>
        <source>&amp;Wrap lines</source>
        <translation>&amp;Zeilen umbrechen</translation>
    </message>
    <message>
        <source>Search (Ctrl+F)</source>
        <translation>Suchen (Strg+F)</translation>
    </message>
    <message>
        <source>Search the logs</source>
        <translation>Protokolle durchsuchen</translation>
    </message>
    <message>
        <source>Keep the newest line in sight</source>
        <translation>Die neueste Zeile im Blick behalten</translation>
    </message>
    <message>
        <source>1 line</source>
        <translation>1 Zeile</translation>
    </message>
    <message>
        <source>%1 lines</source>
        <translation>%1 Zeilen</translation>
    </message>
</context>
<context>
    <name>pierhead::desktop::LogView</name>
    <message>
        <source>Logs</source>
        <translation>Protokolle</translation>
    </message>
</context>
<context>
    <name>pierhead::desktop::LoginDialog</name>
    <message>
        <source>The docker program has a login to %1, which comes before others. Change that one: &quot;docker login %1&quot;.</source>
        <translation>Das Programm docker ist bei %1 angemeldet, und das geht vor. Diese Anmeldung ändern: „docker login %1“.</translation>
    </message>
    <message>
        <source>Log in to a registry</source>
        <translation>Bei einer Registry anmelden</translation>
    </message>
    <message>
        <source>Log in to %1</source>
        <translation>Bei %1 anmelden</translation>
    </message>
    <message>
        <source>ghcr.io, or nothing for Docker Hub</source>
        <translation>ghcr.io, oder leer für Docker Hub</translation>
    </message>
    <message>
        <source>Registry</source>
        <translation>Registry</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Benutzername</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Many registries want a token for a password, which they make on their web pages. It is kept in your keyring and nowhere else.</source>
        <translation>Viele Registrys verlangen als Passwort ein Token, das auf ihren Webseiten erzeugt wird. Es wird im Schlüsselbund aufbewahrt und nirgends sonst.</translation>
    </message>
    <message>
        <source>Asking…</source>
        <translation>Abfrage läuft…</translation>
    </message>
    <message>
        <source>Log in</source>
        <translation>Anmelden</translation>
    </message>
</context>
<context>
    <name>pierhead::desktop::LogsPage</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Back to the extensions (Esc)</source>
        <translation>Zurück zu den Erweiterungen (Esc)</translation>
    </message>
    <message>
        <source>Back to the extensions</source>
        <translation>Zurück zu den Erweiterungen</translation>
    </message>
    <message>
        <source>Logs of %1</source>
        <translation>Protokolle von %1</translation>
    </message>
    <message>
        <source>The logs cannot be read</source>
        <translation>Die Protokolle sind nicht lesbar</translation>
    </message>
    <message>
        <source>The logs of %1 cannot be read</source>
        <translation>Die Protokolle von %1 sind nicht lesbar</translation>
    </message>
    <message>
        <source>The engine does not answer. The logs go on when it is back.</source>
        <translation>Die Engine antwortet nicht. Die Protokolle gehen weiter, sobald sie wieder da ist.</translation>
    </message>
    <message>
        <source>Nothing was written yet.</source>
        <translation>Noch nichts ausgegeben.</translation>
    </message>
</context>
<context>
    <name>pierhead::desktop::MainWindow</name>
    <message>
        <source>Drop to install</source>
        <translation>Zum Installieren ablegen</translation>
    </message>
    <message>
        <source>An install is under way. Wait for its end, or cancel it.</source>
        <translation>Eine Installation läuft. Ihr Ende abwarten oder sie abbrechen.</translation>
    </message>
    <message>
        <source>Its tab, its backend&apos;s containers and network, and what its page stored are removed from the engine %1 and this machine.

Its volumes and its image %2 stay.</source>
        <translation>Ihr Tab, Container und Netzwerk ihres Backends und was ihre Seite gespeichert hat, werden von der Engine %1 und diesem Rechner entfernt.

Ihre Volumes und ihr Image %2 bleiben.</translation>
    </message>
    <message>
        <source>Remove extension</source>
        <translation>Erweiterung entfernen</translation>
    </message>
    <message>
        <source>Remove &quot;%1&quot;?</source>
        <translation>„%1“ entfernen?</translation>
    </message>
    <message>
        <source>Logs of %1</source>
        <translation>Protokolle von %1</translation>
    </message>
    <message>
        <source>The backend of %1 could not be restarted</source>
        <translation>Das Backend von %1 konnte nicht neu gestartet werden</translation>
    </message>
    <message>
        <source>The backend of %1 could not be stopped</source>
        <translation>Das Backend von %1 konnte nicht gestoppt werden</translation>
    </message>
    <message>
        <source>The backend of %1 could not be started</source>
        <translation>Das Backend von %1 konnte nicht gestartet werden</translation>
    </message>
    <message>
        <source>%1, installed on %2</source>
        <translation>%1, installiert am %2</translation>
    </message>
    <message>
        <source>Install from file</source>
        <translation>Aus Datei installieren</translation>
    </message>
    <message>
        <source>Image archives (*.tar *.tar.gz *.tgz)</source>
        <translation>Image-Archive (*.tar *.tar.gz *.tgz)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Install</source>
        <translation>Installieren</translation>
    </message>
    <message>
        <source>Install from a folder with a Dockerfile</source>
        <translation>Aus einem Ordner mit Dockerfile installieren</translation>
    </message>
    <message>
        <source>Install an image</source>
        <translation>Image installieren</translation>
    </message>
    <message>
        <source>The extension&apos;s image, as docker pull takes it:</source>
        <translation>Image der Erweiterung, wie für docker pull:</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>%1 is not there any more</source>
        <translation>%1 ist nicht mehr da</translation>
    </message>
    <message>
        <source>Nothing was installed</source>
        <translation>Nichts wurde installiert</translation>
    </message>
    <message>
        <source>Logged in to %1</source>
        <translation>Bei %1 angemeldet</translation>
    </message>
    <message>
        <source>Roll back</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>Roll &quot;%1&quot; back?</source>
        <translation>„%1“ zurücksetzen?</translation>
    </message>
    <message>
        <source>The version before takes the place of the installed one, with its backend:
%1

Installed is:
%2

Volumes and what the page stored stay. A second time goes forward again.</source>
        <translation>Die vorige Version tritt samt Backend an die Stelle der installierten:
%1

Installiert ist:
%2

Volumes und was die Seite gespeichert hat, bleiben. Ein zweites Mal führt wieder vorwärts.</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Install from file…</source>
        <translation>Aus Datei &amp;installieren…</translation>
    </message>
    <message>
        <source>Install an i&amp;mage…</source>
        <translation>I&amp;mage installieren…</translation>
    </message>
    <message>
        <source>Install from f&amp;older…</source>
        <translation>Aus &amp;Ordner installieren…</translation>
    </message>
    <message>
        <source>Import from &amp;Docker Desktop…</source>
        <translation>Aus &amp;Docker Desktop importieren…</translation>
    </message>
    <message>
        <source>&amp;Log in to a registry…</source>
        <translation>Bei einer &amp;Registry anmelden…</translation>
    </message>
    <message>
        <source>&amp;Settings…</source>
        <translation>&amp;Einstellungen…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Reload tab</source>
        <translation>Tab &amp;neu laden</translation>
    </message>
    <message>
        <source>&amp;Containers</source>
        <translation>&amp;Container</translation>
    </message>
    <message>
        <source>&amp;Images</source>
        <translation>&amp;Images</translation>
    </message>
    <message>
        <source>&amp;Volumes</source>
        <translation>&amp;Volumes</translation>
    </message>
    <message>
        <source>Switch &amp;engine…</source>
        <translation>&amp;Engine wechseln…</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Farbschema</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;About Pierhead</source>
        <translation>&amp;Über Pierhead</translation>
    </message>
    <message>
        <source>About Pierhead</source>
        <translation>Über Pierhead</translation>
    </message>
    <message>
        <source>Pierhead %1</source>
        <translation>Pierhead %1</translation>
    </message>
    <message>
        <source>A dashboard for Docker extensions, on the engine you already run.</source>
        <translation>Ein Dashboard für Docker-Erweiterungen, auf der Engine, die schon läuft.</translation>
    </message>
    <message>
        <source>&amp;Follow the system</source>
        <translation>&amp;Wie das System</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Dunkel</translation>
    </message>
    <message>
        <source>No container engine answers yet; there is nothing to show.</source>
        <translation>Noch antwortet keine Container-Engine; es gibt nichts zu zeigen.</translation>
    </message>
</context>
<context>
    <name>pierhead::desktop::ProblemPanel</name>
    <message>
        <source>Copy details</source>
        <translation>Details kopieren</translation>
    </message>
</context>
<context>
    <name>pierhead::desktop::ProgramChoice</name>
    <message>
        <source>Run</source>
        <translation>Ausführen</translation>
    </message>
    <message>
        <source>Program to run in the container</source>
        <translation>Im Container auszuführendes Programm</translation>
    </message>
    <message>
        <source>A program of the image, and its arguments</source>
        <translation>Ein Programm des Images und seine Argumente</translation>
    </message>
    <message>
        <source>A shell from another image can look at its processes, its network and, below /proc/1/root, its files:</source>
        <translation>Eine Shell aus einem anderen Image kann seine Prozesse, sein Netzwerk und, unter /proc/1/root, seine Dateien ansehen:</translation>
    </message>
</context>
<context>
    <name>pierhead::desktop::RowActions</name>
    <message>
        <source>Start %1</source>
        <translation>%1 starten</translation>
    </message>
    <message>
        <source>Stop %1</source>
        <translation>%1 stoppen</translation>
    </message>
    <message>
        <source>Restart %1</source>
        <translation>%1 neu starten</translation>
    </message>
    <message>
        <source>Remove %1…</source>
        <translation>%1 entfernen…</translation>
    </message>
</context>
<context>
    <name>pierhead::desktop::ServiceList</name>
    <message>
        <source>Services</source>
        <translation>Dienste</translation>
    </message>
    <message>
        <source>SERVICES</source>
        <translation>DIENSTE</translation>
    </message>
</context>
<context>
    <name>pierhead::desktop::ServiceRow</name>
    <message>
        <source>CPU %1 %  ·  %2</source>
        <translation>CPU %1 %  ·  %2</translation>
    </message>
    <message>
        <source>Show the lines of this service</source>
        <translation>Zeilen dieses Dienstes zeigen</translation>
    </message>
</context>
<context>
    <name>pierhead::desktop::SettingsControl</name>
    <message>
        <source>Extensions cannot be used</source>
        <translation>Erweiterungen können nicht benutzt werden</translation>
    </message>
    <message>
        <source>The start at login stays as it was</source>
        <translation>Der Start beim Anmelden bleibt, wie er war</translation>
    </message>
    <message>
        <source>The settings stay as they were</source>
        <translation>Die Einstellungen bleiben, wie sie waren</translation>
    </message>
    <message>
        <source>None was found</source>
        <translation>Keine gefunden</translation>
    </message>
    <message>
        <source>%1 %2 at %3</source>
        <translation>%1 %2 unter %3</translation>
    </message>
</context>
<context>
    <name>pierhead::desktop::SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Farbschema</translation>
    </message>
    <message>
        <source>Switch…</source>
        <translation>Wechseln…</translation>
    </message>
    <message>
        <source>Switch the engine</source>
        <translation>Engine wechseln</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>Engine</translation>
    </message>
    <message>
        <source>Extensions are enabled</source>
        <translation>Erweiterungen sind aktiviert</translation>
    </message>
    <message>
        <source>Start Pierhead when I log in</source>
        <translation>Pierhead beim Anmelden starten</translation>
    </message>
    <message>
        <source>Stay in the tray when the window is closed</source>
        <translation>Beim Schließen des Fensters im Infobereich bleiben</translation>
    </message>
    <message>
        <source>This desktop has no tray.</source>
        <translation>Dieser Desktop hat keinen Infobereich.</translation>
    </message>
    <message>
        <source>The administrator&apos;s policy %1 decides this.</source>
        <translation>Das bestimmt die Richtlinie %1 der Administration.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>A change holds from the next start of Pierhead.</source>
        <translation>Eine Änderung gilt ab dem nächsten Start von Pierhead.</translation>
    </message>
    <message>
        <source> MiB</source>
        <translation> MiB</translation>
    </message>
    <message>
        <source>No limit</source>
        <translation>Keine Grenze</translation>
    </message>
    <message>
        <source>Memory of a backend</source>
        <translation>Speicher eines Backends</translation>
    </message>
    <message>
        <source>Processors of a backend</source>
        <translation>Prozessoren eines Backends</translation>
    </message>
    <message>
        <source>At most, for each of its containers; an author&apos;s own smaller limit stays. A change holds from the next start, restart or install of a backend, which makes its containers anew.</source>
        <translation>Höchstens, für jeden seiner Container; eine kleinere Grenze der Erweiterung selbst bleibt. Eine Änderung gilt, sobald ein Backend das nächste Mal gestartet, neu gestartet oder installiert wird; seine Container werden dabei neu erstellt.</translation>
    </message>
</context>
<context>
    <name>pierhead::desktop::Sidebar</name>
    <message>
        <source>Tabs</source>
        <translation>Tabs</translation>
    </message>
    <message>
        <source>Extensions</source>
        <translation>Erweiterungen</translation>
    </message>
    <message>
        <source>On the engine %1</source>
        <translation>Auf der Engine %1</translation>
    </message>
    <message>
        <source>Containers</source>
        <translation>Container</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Images</translation>
    </message>
    <message>
        <source>Volumes</source>
        <translation>Volumes</translation>
    </message>
</context>
<context>
    <name>pierhead::desktop::TerminalView</name>
    <message>
        <source>Copy (Ctrl+Shift+C)</source>
        <translation>Kopieren (Strg+Umschalt+C)</translation>
    </message>
    <message>
        <source>Paste (Ctrl+Shift+V)</source>
        <translation>Einfügen (Strg+Umschalt+V)</translation>
    </message>
</context>
<context>
    <name>pierhead::desktop::ToastStack</name>
    <message>
        <source>Dismiss</source>
        <translation>Ausblenden</translation>
    </message>
</context>
<context>
    <name>pierhead::desktop::TrayIcon</name>
    <message>
        <source>Open Pierhead</source>
        <translation>Pierhead öffnen</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
</context>
<context>
    <name>pierhead::desktop::UsageTile</name>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>%1 in the last minutes</source>
        <translation>%1 in den letzten Minuten</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>a minute ago</source>
        <translation>vor einer Minute</translation>
    </message>
    <message>
        <source>%1 minutes ago</source>
        <translation>vor %1 Minuten</translation>
    </message>
    <message>
        <source>at most %1</source>
        <translation>höchstens %1</translation>
    </message>
</context>
<context>
    <name>pierhead::desktop::VolumesPage</name>
    <message>
        <source>Volumes</source>
        <translation>Volumes</translation>
    </message>
    <message>
        <source>Search volumes (Ctrl+F)</source>
        <translation>Volumes suchen (Strg+F)</translation>
    </message>
    <message>
        <source>No volumes</source>
        <translation>Keine Volumes</translation>
    </message>
    <message>
        <source>Containers keep in volumes what is to stay after them. Each that is made comes into this list by itself.</source>
        <translation>In Volumes bewahren Container auf, was sie überdauern soll. Jedes neue erscheint von selbst in dieser Liste.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Driver</source>
        <translation>Treiber</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Erstellt</translation>
    </message>
    <message>
        <source>Mount point</source>
        <translation>Einhängepunkt</translation>
    </message>
    <message>
        <source>%1 in all</source>
        <translation>%1 insgesamt</translation>
    </message>
    <message>
        <source>Remove volume</source>
        <translation>Volume entfernen</translation>
    </message>
    <message>
        <source>Remove the volume &quot;%1&quot;?</source>
        <translation>Volume „%1“ entfernen?</translation>
    </message>
    <message>
        <source>What is in it is lost. One that a container has is not removed.</source>
        <translation>Sein Inhalt geht verloren. Ein Volume, das ein Container hat, wird nicht entfernt.</translation>
    </message>
    <message>
        <source>%1 could not be removed</source>
        <translation>%1 konnte nicht entfernt werden</translation>
    </message>
</context>
<context>
    <name>pierhead::webview::DevToolsWindow</name>
    <message>
        <source>Developer tools – %1</source>
        <translation>Entwicklerwerkzeuge – %1</translation>
    </message>
</context>
<context>
    <name>pierhead::webview::ExtensionWebView</name>
    <message>
        <source>its page did not load. Reload it, or install the extension again.</source>
        <translation>Die Seite wurde nicht geladen. Sie neu laden oder die Erweiterung noch einmal installieren.</translation>
    </message>
    <message>
        <source>its page did not load from %1, which `docker extension dev ui-source` has set. Look whether the server runs, or go back to the installed page by `docker extension dev reset %2`.</source>
        <translation>Die Seite wurde nicht von %1 geladen, wie mit `docker extension dev ui-source` eingestellt. Nachsehen, ob der Server läuft, oder mit `docker extension dev reset %2` zur installierten Seite zurückkehren.</translation>
    </message>
</context>
<context>
    <name>pierhead::webview::PageFailure</name>
    <message>
        <source>The extension&apos;s page cannot be shown</source>
        <translation>Die Seite der Erweiterung kann nicht gezeigt werden</translation>
    </message>
    <message>
        <source>Reload</source>
        <translation>Neu laden</translation>
    </message>
</context>
</TS>
