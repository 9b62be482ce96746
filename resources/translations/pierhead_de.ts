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
    <name>Text</name>
    <message>
        <source>The page&apos;s process crashed (%1).</source>
        <translation>Der Prozess der Seite ist abgestürzt (%1).</translation>
    </message>
    <message>
        <source>The page&apos;s process was killed (%1).</source>
        <translation>Der Prozess der Seite wurde abgeschossen (%1).</translation>
    </message>
    <message>
        <source>The page&apos;s process ended (%1).</source>
        <translation>Der Prozess der Seite wurde beendet (%1).</translation>
    </message>
    <message>
        <source>&quot;%1&quot; was not saved: %2.</source>
        <translation>„%1“ wurde nicht gespeichert: %2.</translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation>Gespeichert als %1</translation>
    </message>
    <message>
        <source>Decompressing %1 failed: %2. Get the file again.</source>
        <translation>%1 konnte nicht entpackt werden: %2. Die Datei noch einmal beschaffen.</translation>
    </message>
    <message>
        <source>Writing %1 failed: %2. Look whether the disk is full.</source>
        <translation>%1 konnte nicht geschrieben werden: %2. Vielleicht ist der Datenträger voll.</translation>
    </message>
    <message>
        <source>%1 holds more than %2 bytes, which is more than an image archive may have.</source>
        <translation>%1 enthält mehr als %2 Bytes, und damit mehr, als ein Image-Archiv haben darf.</translation>
    </message>
    <message>
        <source>has a name that is not UTF-8</source>
        <translation>hat einen Namen, der kein UTF-8 ist</translation>
    </message>
    <message>
        <source>has a name that is too long</source>
        <translation>hat einen zu langen Namen</translation>
    </message>
    <message>
        <source>The archive&apos;s entry &quot;%1&quot; %2. It is not unpacked; get the image from a source you trust.</source>
        <translation>Der Archiveintrag „%1“ %2. Er wird nicht entpackt; das Image sollte aus vertrauenswürdiger Quelle kommen.</translation>
    </message>
    <message>
        <source>is an absolute path</source>
        <translation>ist ein absoluter Pfad</translation>
    </message>
    <message>
        <source>leads out of its folder</source>
        <translation>führt aus seinem Ordner hinaus</translation>
    </message>
    <message>
        <source>is a link to &quot;%1&quot;, which is no path</source>
        <translation>ist ein Link auf „%1“, was kein Pfad ist</translation>
    </message>
    <message>
        <source>is a link to &quot;%1&quot;, which leads out of the image</source>
        <translation>ist ein Link auf „%1“ und führt aus dem Image hinaus</translation>
    </message>
    <message>
        <source>The folder %1 cannot be opened: %2. Check its rights.</source>
        <translation>Der Ordner %1 lässt sich nicht öffnen: %2. Seine Rechte prüfen.</translation>
    </message>
    <message>
        <source>The archive&apos;s entry &quot;%1&quot; is a second name of &quot;%2&quot;, which is no file before it.</source>
        <translation>Der Archiveintrag „%1“ ist ein zweiter Name von „%2“, vor ihm gibt es aber keine solche Datei.</translation>
    </message>
    <message>
        <source>The archive has &quot;%1&quot; twice: as a folder, and as a link or file. It is not unpacked; get the image from a source you trust.</source>
        <translation>Das Archiv enthält „%1“ zweimal: als Ordner und als Link oder Datei. Es wird nicht entpackt; das Image sollte aus vertrauenswürdiger Quelle kommen.</translation>
    </message>
    <message>
        <source>The disk is full: unpacking to %1 stopped. Free some space and try again.</source>
        <translation>Der Datenträger ist voll: Das Entpacken nach %1 wurde angehalten. Platz schaffen und noch einmal versuchen.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be written in %2: %3. Check the folder&apos;s rights and the disk.</source>
        <translation>„%1“ lässt sich in %2 nicht schreiben: %3. Die Rechte des Ordners und den Datenträger prüfen.</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2.</source>
        <translation>%1 ist nicht lesbar: %2.</translation>
    </message>
    <message>
        <source>%1 is no image archive: %2. `docker save -o FILE NAME:TAG` makes one.</source>
        <translation>%1 ist kein Image-Archiv: %2. `docker save -o DATEI NAME:TAG` erzeugt eines.</translation>
    </message>
    <message>
        <source>it has neither manifest.json nor index.json</source>
        <translation>es enthält weder manifest.json noch index.json</translation>
    </message>
    <message>
        <source>The engine packed nothing for &quot;%1&quot; of the image.</source>
        <translation>Die Engine hat für „%1“ aus dem Image nichts gepackt.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; in the image is neither a file nor a folder.</source>
        <translation>„%1“ im Image ist weder Datei noch Ordner.</translation>
    </message>
    <message>
        <source>The OCI layout %1 cannot be loaded: %2.</source>
        <translation>Das OCI-Layout %1 kann nicht geladen werden: %2.</translation>
    </message>
    <message>
        <source>it has no &quot;%1&quot;</source>
        <translation>es enthält kein „%1“</translation>
    </message>
    <message>
        <source>it has no image for linux/%1</source>
        <translation>es enthält kein Image für linux/%1</translation>
    </message>
    <message>
        <source>its indexes name each other</source>
        <translation>seine Indizes verweisen aufeinander</translation>
    </message>
    <message>
        <source>The file %1 cannot be read: %2. Check its path and rights.</source>
        <translation>Die Datei %1 ist nicht lesbar: %2. Pfad und Rechte prüfen.</translation>
    </message>
    <message>
        <source>An entry of %1 has more than %2 bytes.</source>
        <translation>Ein Eintrag von %1 hat mehr als %2 Bytes.</translation>
    </message>
    <message>
        <source>The file %1 cannot be read: %2.</source>
        <translation>Die Datei %1 ist nicht lesbar: %2.</translation>
    </message>
    <message>
        <source>The file %1 is no tar file, or is cut off or damaged: %2. Get it again.</source>
        <translation>Die Datei %1 ist keine Tar-Datei, abgeschnitten oder beschädigt: %2. Die Datei noch einmal beschaffen.</translation>
    </message>
    <message>
        <source>%1 cannot be read for the build: %2. Correct it, or name it in .dockerignore.</source>
        <translation>%1 ist für das Bauen nicht lesbar: %2. Das beheben oder den Pfad in .dockerignore aufnehmen.</translation>
    </message>
    <message>
        <source>%1 became shorter while it was read for the build. Try again.</source>
        <translation>%1 wurde kürzer, während es für das Bauen gelesen wurde. Noch einmal versuchen.</translation>
    </message>
    <message>
        <source>The build&apos;s files cannot be packed to %1: %2. Free some space or check the folder&apos;s rights.</source>
        <translation>Die Dateien für das Bauen können nicht nach %1 gepackt werden: %2. Platz schaffen oder die Rechte des Ordners prüfen.</translation>
    </message>
    <message>
        <source>is a device</source>
        <translation>ist ein Gerät</translation>
    </message>
    <message>
        <source>is a named pipe</source>
        <translation>ist eine benannte Pipe</translation>
    </message>
    <message>
        <source>is a socket</source>
        <translation>ist ein Socket</translation>
    </message>
    <message>
        <source>is neither file, folder nor link</source>
        <translation>ist weder Datei, Ordner noch Link</translation>
    </message>
    <message>
        <source>has no name</source>
        <translation>hat keinen Namen</translation>
    </message>
    <message>
        <source>is a link to nothing</source>
        <translation>ist ein Link ins Leere</translation>
    </message>
    <message>
        <source>has more data than it says</source>
        <translation>hat mehr Daten als angegeben</translation>
    </message>
    <message>
        <source>What is taken out of the image has more than %1 files and folders. It is not unpacked.</source>
        <translation>Was dem Image entnommen wird, hat mehr als %1 Dateien und Ordner. Es wird nicht entpackt.</translation>
    </message>
    <message>
        <source>What is taken out of the image has more than %1 bytes. It is not unpacked.</source>
        <translation>Was dem Image entnommen wird, hat mehr als %1 Bytes. Es wird nicht entpackt.</translation>
    </message>
    <message>
        <source>is not part of &quot;%1&quot;</source>
        <translation>gehört nicht zu „%1“</translation>
    </message>
    <message>
        <source>is a link to the absolute path &quot;%1&quot;</source>
        <translation>ist ein Link auf den absoluten Pfad „%1“</translation>
    </message>
    <message>
        <source>is a link to &quot;%1&quot;, which is outside of &quot;%2&quot;</source>
        <translation>ist ein Link auf „%1“ außerhalb von „%2“</translation>
    </message>
    <message>
        <source>The command could not be ended.</source>
        <translation>Der Befehl konnte nicht beendet werden.</translation>
    </message>
    <message>
        <source>The agent in its container does not answer. The command may still run there until the container goes on or is stopped.</source>
        <translation>Der Agent in seinem Container antwortet nicht. Dort läuft der Befehl vielleicht noch, bis der Container fortgesetzt oder gestoppt wird.</translation>
    </message>
    <message>
        <source>The end of %1 is not known</source>
        <translation>Das Ende von %1 ist nicht bekannt</translation>
    </message>
    <message>
        <source>the agent is no longer running</source>
        <translation>der Agent läuft nicht mehr</translation>
    </message>
    <message>
        <source>it was closed</source>
        <translation>sie wurde geschlossen</translation>
    </message>
    <message>
        <source>Starting the agent</source>
        <translation>Starten des Agenten</translation>
    </message>
    <message>
        <source>The agent %1 did not answer within %2 ms.</source>
        <translation>Der Agent %1 hat nicht binnen %2 ms geantwortet.</translation>
    </message>
    <message>
        <source>What answers %1 is not the agent of this version.</source>
        <translation>Was %1 antwortet, ist nicht der Agent dieser Version.</translation>
    </message>
    <message>
        <source>The agent %1, which runs commands there, ended: %2. It is started again with the next use.</source>
        <translation>Der Agent %1, der dort Befehle ausführt, wurde beendet: %2. Bei der nächsten Verwendung startet er wieder.</translation>
    </message>
    <message>
        <source>The agent cannot be run %1: %2</source>
        <translation>Der Agent kann %1 nicht ausgeführt werden: %2</translation>
    </message>
    <message>
        <source>it ended at once.</source>
        <translation>er wurde sofort beendet.</translation>
    </message>
    <message>
        <source>nothing is heard of the engine&apos;s machine any more</source>
        <translation>vom Rechner der Engine kommt nichts mehr</translation>
    </message>
    <message>
        <source>The container cannot run the agent: %1. Commands run by the engine&apos;s exec instead, which takes longer.</source>
        <translation>Der Container kann den Agenten nicht ausführen: %1. Befehle laufen statt dessen über exec der Engine, was länger dauert.</translation>
    </message>
    <message>
        <source>The container %1 does not run, it is in the state &quot;%2&quot;.</source>
        <translation>Der Container %1 läuft nicht, sein Zustand ist „%2“.</translation>
    </message>
    <message>
        <source>there is none for the architecture &quot;%1&quot;</source>
        <translation>für die Architektur „%1“ gibt es keinen</translation>
    </message>
    <message>
        <source>The service &quot;%1&quot; could not be started, and its logs may tell more</source>
        <translation>Der Dienst „%1“ konnte nicht gestartet werden; seine Protokolle sagen vielleicht mehr</translation>
    </message>
    <message>
        <source>The service &quot;%1&quot; could not be stopped, and may still run</source>
        <translation>Der Dienst „%1“ konnte nicht gestoppt werden und läuft vielleicht noch</translation>
    </message>
    <message>
        <source>The backend of %1 has no container on this engine. Install the extension again, or update it, to make one.</source>
        <translation>Das Backend von %1 hat auf dieser Engine keinen Container. Die Erweiterung neu installieren oder aktualisieren, um einen zu erzeugen.</translation>
    </message>
    <message>
        <source>Starting the backend of %1</source>
        <translation>Starten des Backends von %1</translation>
    </message>
    <message>
        <source>The command</source>
        <translation>Der Befehl</translation>
    </message>
    <message>
        <source>The connection</source>
        <translation>Die Verbindung</translation>
    </message>
    <message>
        <source>is unhealthy</source>
        <translation>besteht seine Gesundheitsprüfung nicht</translation>
    </message>
    <message>
        <source>could not be started: %1</source>
        <translation>konnte nicht gestartet werden: %1</translation>
    </message>
    <message>
        <source>took too much memory</source>
        <translation>hat zu viel Speicher verbraucht</translation>
    </message>
    <message>
        <source>ended with exit code %1</source>
        <translation>endete mit dem Exit-Code %1</translation>
    </message>
    <message>
        <source>The new backend does not start: its service &quot;%1&quot; %2. What was there before is put back.%3</source>
        <translation>Das neue Backend startet nicht: Sein Dienst „%1“ %2. Was vorher da war, ist wiederhergestellt.%3</translation>
    </message>
    <message>
        <source> The service wrote:</source>
        <translation> Der Dienst schrieb:</translation>
    </message>
    <message>
        <source>%1, and did not stay up within %2 seconds</source>
        <translation>%1 und lief nach %2 Sekunden noch immer nicht stabil</translation>
    </message>
    <message>
        <source>Waiting for the backend of %1</source>
        <translation>Warten auf das Backend von %1</translation>
    </message>
    <message>
        <source>Reading the compose file %1 failed: %2. Install the extension again.</source>
        <translation>Die Compose-Datei %1 ist nicht lesbar: %2. Die Erweiterung neu installieren.</translation>
    </message>
    <message>
        <source>`%1` could not %2: %3</source>
        <translation>`%1`: %2 fehlgeschlagen: %3</translation>
    </message>
    <message>
        <source>it ended with code %1</source>
        <translation>Ende mit dem Code %1</translation>
    </message>
    <message>
        <source>read the extension&apos;s compose file</source>
        <translation>Lesen der Compose-Datei der Erweiterung</translation>
    </message>
    <message>
        <source>start the backend&apos;s services</source>
        <translation>Starten der Dienste des Backends</translation>
    </message>
    <message>
        <source>The extension&apos;s compose file cannot be used: %1</source>
        <translation>Die Compose-Datei der Erweiterung ist nicht verwendbar: %1</translation>
    </message>
    <message>
        <source>it is not a mapping with a key &quot;services&quot;.</source>
        <translation>sie ist keine Zuordnung mit einem Schlüssel „services“.</translation>
    </message>
    <message>
        <source>&quot;services&quot; has to be a mapping with at least one service.</source>
        <translation>„services“ muss eine Zuordnung mit mindestens einem Dienst sein.</translation>
    </message>
    <message>
        <source>&quot;services.%1&quot; has to be a mapping.</source>
        <translation>„services.%1“ muss eine Zuordnung sein.</translation>
    </message>
    <message>
        <source>The extension&apos;s backend is made of a compose file, and there is neither `docker compose` nor `docker-compose` on this machine. Install one of them (Debian: docker-compose), then try again.</source>
        <translation>Das Backend der Erweiterung wird aus einer Compose-Datei erzeugt, auf diesem Rechner gibt es aber weder `docker compose` noch `docker-compose`. Eines davon installieren (Debian: docker-compose) und noch einmal versuchen.</translation>
    </message>
    <message>
        <source>The service &quot;%1&quot; of the extension&apos;s compose file has no image. An extension&apos;s services are made of images, not built.</source>
        <translation>Der Dienst „%1“ in der Compose-Datei der Erweiterung hat kein Image. Die Dienste einer Erweiterung entstehen aus Images und werden nicht gebaut.</translation>
    </message>
    <message>
        <source>What compose made of the extension&apos;s compose file cannot be read: %1</source>
        <translation>Was Compose aus der Compose-Datei der Erweiterung gemacht hat, ist nicht lesbar: %1</translation>
    </message>
    <message>
        <source>A command to run in the backend is empty.</source>
        <translation>Ein Befehl, der im Backend laufen soll, ist leer.</translation>
    </message>
    <message>
        <source>It could not be ended in the container %1, and may still run there.</source>
        <translation>Er konnte im Container %1 nicht beendet werden und läuft dort vielleicht noch.</translation>
    </message>
    <message>
        <source>The command&apos;s output broke off in the middle of a piece.</source>
        <translation>Die Ausgabe des Befehls brach mitten in einem Stück ab.</translation>
    </message>
    <message>
        <source>in the backend&apos;s container</source>
        <translation>im Container des Backends</translation>
    </message>
    <message>
        <source>is in the state &quot;%1&quot;</source>
        <translation>ist im Zustand „%1“</translation>
    </message>
    <message>
        <source>is not there</source>
        <translation>ist nicht da</translation>
    </message>
    <message>
        <source>The command cannot be run, because the backend&apos;s container %1 %2. Look at its output with `docker logs`, or install the extension again.</source>
        <translation>Der Befehl kann nicht laufen, denn der Container %1 des Backends %2. Seine Ausgabe mit `docker logs` ansehen oder die Erweiterung neu installieren.</translation>
    </message>
    <message>
        <source>The command wrote more than %1 MiB and was ended. Run it as a stream.</source>
        <translation>Der Befehl hat mehr als %1 MiB geschrieben und wurde beendet. Ihn als Datenstrom ausführen.</translation>
    </message>
    <message>
        <source>Commands cannot be run on this machine: this build of Pierhead has no agent for its architecture, &quot;%1&quot;.</source>
        <translation>Auf diesem Rechner können keine Befehle laufen: Dieser Build von Pierhead hat keinen Agenten für seine Architektur „%1“.</translation>
    </message>
    <message>
        <source>Starting the program that runs commands on this machine failed: %1.</source>
        <translation>Das Programm, das auf diesem Rechner Befehle ausführt, konnte nicht gestartet werden: %1.</translation>
    </message>
    <message>
        <source>on this machine</source>
        <translation>auf diesem Rechner</translation>
    </message>
    <message>
        <source>The connection to the backend could not be made: %1.</source>
        <translation>Die Verbindung zum Backend kam nicht zustande: %1.</translation>
    </message>
    <message>
        <source>The connection to %1 in the container broke: %2.</source>
        <translation>Die Verbindung zu %1 im Container ist abgebrochen: %2.</translation>
    </message>
    <message>
        <source>Nothing answers at the socket %1 in the container: %2. See in the backend&apos;s output whether its service is running.</source>
        <translation>Am Socket %1 im Container antwortet nichts: %2. Die Ausgabe des Backends zeigt, ob sein Dienst läuft.</translation>
    </message>
    <message>
        <source>The connection to %1 is cut</source>
        <translation>Die Verbindung zu %1 ist getrennt</translation>
    </message>
    <message>
        <source>was ended because it took too much memory</source>
        <translation>wurde beendet, weil er zu viel Speicher verbrauchte</translation>
    </message>
    <message>
        <source>once</source>
        <translation>einmal</translation>
    </message>
    <message>
        <source>%1 times</source>
        <translation>%1-mal</translation>
    </message>
    <message>
        <source>&quot;%1&quot; ended and was restarted %2; see its logs.</source>
        <translation>„%1“ endete und wurde %2 neu gestartet; siehe Protokolle.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; %2 and is being restarted; see its logs.</source>
        <translation>„%1“ %2 und startet gerade neu; siehe Protokolle.</translation>
    </message>
    <message>
        <source>The health check of &quot;%1&quot; fails; see its logs.</source>
        <translation>Die Gesundheitsprüfung von „%1“ schlägt fehl; siehe Protokolle.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; could not be started: %2</source>
        <translation>„%1“ konnte nicht gestartet werden: %2</translation>
    </message>
    <message>
        <source>&quot;%1&quot; %2; see its logs.</source>
        <translation>„%1“ %2; siehe Protokolle.</translation>
    </message>
    <message>
        <source>The engine could not remove the container of &quot;%1&quot;.</source>
        <translation>Die Engine konnte den Container von „%1“ nicht entfernen.</translation>
    </message>
    <message>
        <source>%1 was cancelled.</source>
        <translation>%1 wurde abgebrochen.</translation>
    </message>
    <message>
        <source>The copy %1 of a catalog cannot be kept: %2.</source>
        <translation>Die Kopie %1 eines Katalogs kann nicht aufbewahrt werden: %2.</translation>
    </message>
    <message>
        <source>It is no catalog: </source>
        <translation>Das ist kein Katalog: </translation>
    </message>
    <message>
        <source>it has more than %1 MiB, which is the most that is read.</source>
        <translation>er hat mehr als %1 MiB, und mehr wird nicht gelesen.</translation>
    </message>
    <message>
        <source>it is no JSON.</source>
        <translation>er ist kein JSON.</translation>
    </message>
    <message>
        <source>expected an object with format and extensions.</source>
        <translation>erwartet wird ein Objekt mit format und extensions.</translation>
    </message>
    <message>
        <source>its format is %1, and this version of Pierhead reads format %2. Look for a newer version.</source>
        <translation>er hat das Format %1, und diese Version von Pierhead liest das Format %2. Nach einer neueren Version sehen.</translation>
    </message>
    <message>
        <source>it has %1 entries, and at most %2 are read.</source>
        <translation>er hat %1 Einträge, und höchstens %2 werden gelesen.</translation>
    </message>
    <message>
        <source>it is not as the format says.</source>
        <translation>er ist nicht so, wie es das Format verlangt.</translation>
    </message>
    <message>
        <source>There is no such file.</source>
        <translation>Diese Datei gibt es nicht.</translation>
    </message>
    <message>
        <source>The file says: %1.</source>
        <translation>Die Datei meldet: %1.</translation>
    </message>
    <message>
        <source>Its server did not answer within %1 seconds.</source>
        <translation>Sein Server hat nicht binnen %1 Sekunden geantwortet.</translation>
    </message>
    <message>
        <source>Its server answered %1 %2.</source>
        <translation>Sein Server antwortete mit %1 %2.</translation>
    </message>
    <message>
        <source>The catalog %1 is shown as it was at %2, for it could not be read anew: %3</source>
        <translation>Der Katalog %1 wird gezeigt, wie er am %2 war, denn er konnte nicht neu gelesen werden: %3</translation>
    </message>
    <message>
        <source>The catalog %1 could not be read</source>
        <translation>Der Katalog %1 konnte nicht gelesen werden</translation>
    </message>
    <message>
        <source>Entries of the catalog %1 were left out, for they are broken.</source>
        <translation>Einträge des Katalogs %1 wurden ausgelassen, denn sie sind fehlerhaft.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no place of a catalog: %2. Give the http or https URL of an index, or the path of a file.</source>
        <translation>„%1“ ist kein Ort eines Katalogs: %2. Die http- oder https-URL eines Index oder den Pfad einer Datei angeben.</translation>
    </message>
    <message>
        <source>it is empty</source>
        <translation>die Angabe ist leer</translation>
    </message>
    <message>
        <source>its scheme is none that is read</source>
        <translation>dieses Schema wird nicht gelesen</translation>
    </message>
    <message>
        <source>it has no host</source>
        <translation>der Host fehlt</translation>
    </message>
    <message>
        <source>it has a user in it, and the list of catalogs is no place for a password</source>
        <translation>ein Benutzer steht darin, und in der Liste der Kataloge ist kein Platz für ein Passwort</translation>
    </message>
    <message>
        <source>The folder of %1 cannot be made. Look at who owns the folders above it.</source>
        <translation>Der Ordner von %1 kann nicht angelegt werden. Nachsehen, wem die Ordner darüber gehören.</translation>
    </message>
    <message>
        <source>The list of catalogs %1 cannot be changed: %2.</source>
        <translation>Die Liste der Kataloge %1 kann nicht geändert werden: %2.</translation>
    </message>
    <message>
        <source>another program is changing it</source>
        <translation>ein anderes Programm ändert sie gerade</translation>
    </message>
    <message>
        <source>nothing can be written beside it</source>
        <translation>daneben kann nichts geschrieben werden</translation>
    </message>
    <message>
        <source>The list of catalogs %1 cannot be read: %2.</source>
        <translation>Die Liste der Kataloge %1 ist nicht lesbar: %2.</translation>
    </message>
    <message>
        <source>The list of catalogs %1 is broken: %2. Mend it, or delete it and add the catalogs anew.</source>
        <translation>Die Liste der Kataloge %1 ist fehlerhaft: %2. Sie berichtigen, oder sie löschen und die Kataloge neu hinzufügen.</translation>
    </message>
    <message>
        <source>The list of catalogs %1 is broken</source>
        <translation>Die Liste der Kataloge %1 ist fehlerhaft</translation>
    </message>
    <message>
        <source>The catalog %1 is in the list already.</source>
        <translation>Der Katalog %1 steht schon in der Liste.</translation>
    </message>
    <message>
        <source>The catalog %1 is not in the list. %2</source>
        <translation>Der Katalog %1 steht nicht in der Liste. %2</translation>
    </message>
    <message>
        <source>There is none in it.</source>
        <translation>Sie ist leer.</translation>
    </message>
    <message>
        <source>In it: %1.</source>
        <translation>Darin sind: %1.</translation>
    </message>
    <message>
        <source>The list of catalogs %1 cannot be written: %2. It is as it was.</source>
        <translation>Die Liste der Kataloge %1 kann nicht geschrieben werden: %2. Sie ist, wie sie war.</translation>
    </message>
    <message>
        <source>it is no JSON object</source>
        <translation>das ist kein JSON-Objekt</translation>
    </message>
    <message>
        <source>It is a link to another folder.</source>
        <translation>Das ist ein Link auf einen anderen Ordner.</translation>
    </message>
    <message>
        <source>The folder does not tell which image it is of.</source>
        <translation>Der Ordner verrät nicht, zu welchem Image er gehört.</translation>
    </message>
    <message>
        <source>It cannot be used: %1</source>
        <translation>Nicht verwendbar: %1</translation>
    </message>
    <message>
        <source>Its metadata.json cannot be read: %1</source>
        <translation>metadata.json ist nicht lesbar: %1</translation>
    </message>
    <message>
        <source>it has no %1</source>
        <translation>%1 fehlt</translation>
    </message>
    <message>
        <source>%1 is a link or no file of its own</source>
        <translation>%1 ist ein Link oder keine eigene Datei</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2</source>
        <translation>%1 ist nicht lesbar: %2</translation>
    </message>
    <message>
        <source>%1 is no file</source>
        <translation>%1 ist keine Datei</translation>
    </message>
    <message>
        <source>%1 has more than %2 bytes</source>
        <translation>%1 hat mehr als %2 Bytes</translation>
    </message>
    <message>
        <source>it is a folder, not a file</source>
        <translation>das ist ein Ordner und keine Datei</translation>
    </message>
    <message>
        <source>it became shorter, or cannot be read</source>
        <translation>die Datei wurde kürzer oder ist nicht lesbar</translation>
    </message>
    <message>
        <source>The request to the engine</source>
        <translation>Die Anfrage an die Engine</translation>
    </message>
    <message>
        <source>The engine at %1 has not answered for %2 seconds. Look whether it hangs, and restart it if it does.</source>
        <translation>Die Engine unter %1 hat %2 Sekunden lang nicht geantwortet. Nachsehen, ob sie hängt, und sie dann neu starten.</translation>
    </message>
    <message>
        <source>You may not use the engine at %1: %2. Add yourself to the group that owns the socket (often &quot;docker&quot;), or choose a rootless engine.</source>
        <translation>Die Engine unter %1 darf nicht benutzt werden: %2. Der Gruppe beitreten, der der Socket gehört (oft „docker“), oder eine Rootless-Engine wählen.</translation>
    </message>
    <message>
        <source>No container engine answers at %1: %2. Start the engine, or choose another with --engine.</source>
        <translation>Unter %1 antwortet keine Container-Engine: %2. Die Engine starten oder mit --engine eine andere wählen.</translation>
    </message>
    <message>
        <source>The engine at %1 closed the connection before its answer was complete. Look whether it is still running, then try again.</source>
        <translation>Die Engine unter %1 hat die Verbindung geschlossen, bevor ihre Antwort vollständig war. Nachsehen, ob sie noch läuft, und noch einmal versuchen.</translation>
    </message>
    <message>
        <source>What answers at %1 is not HTTP: %2. Check the engine&apos;s address.</source>
        <translation>Was unter %1 antwortet, ist kein HTTP: %2. Die Adresse der Engine prüfen.</translation>
    </message>
    <message>
        <source>The exchange with the engine at %1 failed: %2.</source>
        <translation>Der Austausch mit der Engine unter %1 ist fehlgeschlagen: %2.</translation>
    </message>
    <message>
        <source>Sending %1 to the engine failed: %2.</source>
        <translation>%1 konnte nicht an die Engine gesendet werden: %2.</translation>
    </message>
    <message>
        <source>The engine answered with HTTP status %1.</source>
        <translation>Die Engine antwortete mit dem HTTP-Status %1.</translation>
    </message>
    <message>
        <source>Reading %1 failed: %2.</source>
        <translation>%1 ist nicht lesbar: %2.</translation>
    </message>
    <message>
        <source>There is no Docker context &quot;%1&quot; in %2. %3</source>
        <translation>Einen Docker-Kontext „%1“ gibt es in %2 nicht. %3</translation>
    </message>
    <message>
        <source>There are none at all; &quot;docker context create&quot; makes one.</source>
        <translation>Es gibt überhaupt keinen; „docker context create“ legt einen an.</translation>
    </message>
    <message>
        <source>There are: %1.</source>
        <translation>Es gibt: %1.</translation>
    </message>
    <message>
        <source>Docker&apos;s settings in %1</source>
        <translation>Dockers Einstellungen in %1</translation>
    </message>
    <message>
        <source>Reading %1</source>
        <translation>Lesen von %1</translation>
    </message>
    <message>
        <source>the Docker context &quot;%1&quot;</source>
        <translation>Docker-Kontext „%1“</translation>
    </message>
    <message>
        <source>Making a folder for the embedded engine&apos;s socket in %1 failed: %2.</source>
        <translation>Ein Ordner für den Socket der eingebetteten Engine konnte in %1 nicht angelegt werden: %2.</translation>
    </message>
    <message>
        <source>Podman was started and does not answer: %1</source>
        <translation>Podman wurde gestartet und antwortet nicht: %1</translation>
    </message>
    <message>
        <source>Starting the embedded engine</source>
        <translation>Starten der eingebetteten Engine</translation>
    </message>
    <message>
        <source>The embedded engine needs Podman, which is not installed. Install the package &quot;podman&quot;.</source>
        <translation>Die eingebettete Engine braucht Podman, das nicht installiert ist. Das Paket „podman“ installieren.</translation>
    </message>
    <message>
        <source>Writing %1 failed: %2.</source>
        <translation>%1 konnte nicht geschrieben werden: %2.</translation>
    </message>
    <message>
        <source>Starting %1 failed: %2.</source>
        <translation>%1 konnte nicht gestartet werden: %2.</translation>
    </message>
    <message>
        <source>Podman could not serve as the embedded engine: %1</source>
        <translation>Podman taugt nicht als eingebettete Engine: %1</translation>
    </message>
    <message>
        <source>it ended with code %1.</source>
        <translation>Ende mit dem Code %1.</translation>
    </message>
    <message>
        <source>the embedded engine</source>
        <translation>eingebettete Engine</translation>
    </message>
    <message>
        <source>Podman is not installed</source>
        <translation>Podman ist nicht installiert</translation>
    </message>
    <message>
        <source>the embedded one did not start: %1</source>
        <translation>die eingebettete ist nicht gestartet: %1</translation>
    </message>
    <message>
        <source>No container engine is running, and %1. Start Docker, install Podman, or name an engine with --engine.</source>
        <translation>Es läuft keine Container-Engine, und %1. Docker starten, Podman installieren oder mit --engine eine Engine angeben.</translation>
    </message>
    <message>
        <source>the extension&apos;s installation</source>
        <translation>Installation der Erweiterung</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no engine address: %2. Write unix:///path/to.sock, tcp://host:port or ssh://user@host.</source>
        <translation>„%1“ ist keine Adresse einer Engine: %2. Die Schreibweise ist unix:///pfad/zum.sock, tcp://host:port oder ssh://benutzer@host.</translation>
    </message>
    <message>
        <source>&quot;%1=%2&quot; is not understood; certificates=/folder and verify=no are</source>
        <translation>„%1=%2“ ist unbekannt; bekannt sind certificates=/ordner und verify=no</translation>
    </message>
    <message>
        <source>verify=no is of no use without certificates</source>
        <translation>verify=no nützt ohne certificates nichts</translation>
    </message>
    <message>
        <source>it is neither a path nor a URL</source>
        <translation>sie ist weder ein Pfad noch eine URL</translation>
    </message>
    <message>
        <source>the host is missing</source>
        <translation>der Host fehlt</translation>
    </message>
    <message>
        <source>it has more than a host and a port from 1 to 65535</source>
        <translation>sie hat mehr als einen Host und einen Port von 1 bis 65535</translation>
    </message>
    <message>
        <source>it has more than a user, a host and a port</source>
        <translation>sie hat mehr als einen Benutzer, einen Host und einen Port</translation>
    </message>
    <message>
        <source>it has a password, which ssh does not take; use a key</source>
        <translation>sie hat ein Passwort, das ssh nicht annimmt; dafür gibt es Schlüssel</translation>
    </message>
    <message>
        <source>the user or the host is empty, begins with a dash or has a space in it</source>
        <translation>der Benutzer oder der Host ist leer, beginnt mit einem Strich oder enthält ein Leerzeichen</translation>
    </message>
    <message>
        <source>the port is none from 1 to 65535</source>
        <translation>der Port ist keiner von 1 bis 65535</translation>
    </message>
    <message>
        <source>the socket&apos;s path must be absolute</source>
        <translation>der Pfad des Sockets muss absolut sein</translation>
    </message>
    <message>
        <source>the scheme &quot;%1&quot; is not supported</source>
        <translation>das Schema „%1“ wird nicht unterstützt</translation>
    </message>
    <message>
        <source>Listing networks</source>
        <translation>Auflisten der Netzwerke</translation>
    </message>
    <message>
        <source>Asking the engine for its version</source>
        <translation>Abfragen der Version der Engine</translation>
    </message>
    <message>
        <source>Making the network %1</source>
        <translation>Anlegen des Netzwerks %1</translation>
    </message>
    <message>
        <source>Removing the network %1</source>
        <translation>Entfernen des Netzwerks %1</translation>
    </message>
    <message>
        <source>Preparing a command in the container %1</source>
        <translation>Vorbereiten eines Befehls im Container %1</translation>
    </message>
    <message>
        <source>Resizing the terminal of a command</source>
        <translation>Ändern der Terminalgröße eines Befehls</translation>
    </message>
    <message>
        <source>Asking how the command ended</source>
        <translation>Abfragen, wie der Befehl endete</translation>
    </message>
    <message>
        <source>Making a container of %1</source>
        <translation>Erstellen eines Containers aus %1</translation>
    </message>
    <message>
        <source>Listing containers</source>
        <translation>Auflisten der Container</translation>
    </message>
    <message>
        <source>Looking up the container %1</source>
        <translation>Nachsehen nach dem Container %1</translation>
    </message>
    <message>
        <source>Starting the container %1</source>
        <translation>Starten des Containers %1</translation>
    </message>
    <message>
        <source>Stopping the container %1</source>
        <translation>Stoppen des Containers %1</translation>
    </message>
    <message>
        <source>Restarting the container %1</source>
        <translation>Neustarten des Containers %1</translation>
    </message>
    <message>
        <source>Changing the restart policy of the container %1</source>
        <translation>Ändern der Neustartregel des Containers %1</translation>
    </message>
    <message>
        <source>Removing the container %1</source>
        <translation>Entfernen des Containers %1</translation>
    </message>
    <message>
        <source>Reading %1 from the container %2</source>
        <translation>Lesen von %1 aus dem Container %2</translation>
    </message>
    <message>
        <source>Writing to the folder %1 of the container %2</source>
        <translation>Schreiben in den Ordner %1 des Containers %2</translation>
    </message>
    <message>
        <source>Pulling %1</source>
        <translation>Holen von %1</translation>
    </message>
    <message>
        <source>Loading the image archive %1</source>
        <translation>Laden des Image-Archivs %1</translation>
    </message>
    <message>
        <source>: it has no image in it. Make one with &quot;docker save --output FILE IMAGE&quot;.</source>
        <translation>: Es enthält kein Image. „docker save --output DATEI IMAGE“ erzeugt eines.</translation>
    </message>
    <message>
        <source>Saving %1</source>
        <translation>Speichern von %1</translation>
    </message>
    <message>
        <source>Building %1</source>
        <translation>Bauen von %1</translation>
    </message>
    <message>
        <source>: the engine did not say which image it made.</source>
        <translation>: Die Engine hat nicht gesagt, welches Image sie erzeugt hat.</translation>
    </message>
    <message>
        <source>Looking up the image %1</source>
        <translation>Nachsehen nach dem Image %1</translation>
    </message>
    <message>
        <source>Listing images</source>
        <translation>Auflisten der Images</translation>
    </message>
    <message>
        <source>Tagging the image %1 as %2</source>
        <translation>Benennen des Images %1 als %2</translation>
    </message>
    <message>
        <source>Removing the image %1</source>
        <translation>Entfernen des Images %1</translation>
    </message>
    <message>
        <source>Listing volumes</source>
        <translation>Auflisten der Volumes</translation>
    </message>
    <message>
        <source>Looking up the volume %1</source>
        <translation>Nachsehen nach dem Volume %1</translation>
    </message>
    <message>
        <source>Removing the volume %1</source>
        <translation>Entfernen des Volumes %1</translation>
    </message>
    <message>
        <source>%1 And it is no context: %2</source>
        <translation>%1 Und es ist kein Kontext: %2</translation>
    </message>
    <message>
        <source>The engine ended its stream of events.</source>
        <translation>Die Engine hat ihren Strom von Ereignissen beendet.</translation>
    </message>
    <message>
        <source>Reading the engine&apos;s events</source>
        <translation>Lesen der Ereignisse der Engine</translation>
    </message>
    <message>
        <source>The engine&apos;s output stream has a frame with an unknown header.</source>
        <translation>Der Ausgabestrom der Engine enthält einen Rahmen mit unbekanntem Kopf.</translation>
    </message>
    <message>
        <source>The engine&apos;s answer is larger than the %1 bytes that are allowed.</source>
        <translation>Die Antwort der Engine ist größer als die erlaubten %1 Bytes.</translation>
    </message>
    <message>
        <source>The exchange with the engine ended in an internal error.</source>
        <translation>Der Austausch mit der Engine endete in einem internen Fehler.</translation>
    </message>
    <message>
        <source>The engine&apos;s answer to %1 is larger than %2 bytes.</source>
        <translation>Die Antwort der Engine auf %1 ist größer als %2 Bytes.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no HTTP method</source>
        <translation>„%1“ ist keine HTTP-Methode</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no path of a URL</source>
        <translation>„%1“ ist kein Pfad einer URL</translation>
    </message>
    <message>
        <source>&quot;%1: %2&quot; is no HTTP header</source>
        <translation>„%1: %2“ ist keine HTTP-Kopfzeile</translation>
    </message>
    <message>
        <source>The answer has more than %1 MiB.</source>
        <translation>Die Antwort hat mehr als %1 MiB.</translation>
    </message>
    <message>
        <source>The answer is no whole HTTP: %1.</source>
        <translation>Die Antwort ist kein vollständiges HTTP: %1.</translation>
    </message>
    <message>
        <source>The request was not sent: %1.</source>
        <translation>Die Anfrage wurde nicht gesendet: %1.</translation>
    </message>
    <message>
        <source>The engine sent a line of more than %1 MiB.</source>
        <translation>Die Engine hat eine Zeile von mehr als %1 MiB gesendet.</translation>
    </message>
    <message>
        <source>The engine&apos;s socket path %1 has more than the %2 bytes that a unix socket&apos;s name may have. Use a shorter path.</source>
        <translation>Der Socket-Pfad %1 der Engine hat mehr als die %2 Bytes, die der Name eines Unix-Sockets haben darf. Einen kürzeren Pfad verwenden.</translation>
    </message>
    <message>
        <source>Run &quot;%1&quot; once in a terminal and see whether its key is the right one.</source>
        <translation>„%1“ einmal in einem Terminal ausführen und nachsehen, ob der Schlüssel der richtige ist.</translation>
    </message>
    <message>
        <source>Give the key to your ssh agent (ssh-add), or name it in ~/.ssh/config; no password is asked for.</source>
        <translation>Den Schlüssel dem ssh-Agenten übergeben (ssh-add) oder in ~/.ssh/config angeben; nach einem Passwort wird nicht gefragt.</translation>
    </message>
    <message>
        <source>Install Docker&apos;s command line, 18.09 or later, on that host.</source>
        <translation>Auf jenem Host die Docker-Kommandozeile installieren, Version 18.09 oder neuer.</translation>
    </message>
    <message>
        <source>Try &quot;%1 docker version&quot; in a terminal.</source>
        <translation>„%1 docker version“ in einem Terminal versuchen.</translation>
    </message>
    <message>
        <source>The engine at %1 is reached by ssh, which is not installed. Install the package &quot;openssh-client&quot;.</source>
        <translation>Die Engine unter %1 wird über ssh erreicht, das nicht installiert ist. Das Paket „openssh-client“ installieren.</translation>
    </message>
    <message>
        <source>ssh ended %1</source>
        <translation>ssh endete %1</translation>
    </message>
    <message>
        <source>by a signal</source>
        <translation>durch ein Signal</translation>
    </message>
    <message>
        <source>with code %1</source>
        <translation>mit dem Code %1</translation>
    </message>
    <message>
        <source>The ssh connection to the engine at %1 broke</source>
        <translation>Die ssh-Verbindung zur Engine unter %1 ist abgebrochen</translation>
    </message>
    <message>
        <source>The engine at %1 was not reached by ssh</source>
        <translation>Die Engine unter %1 wurde über ssh nicht erreicht</translation>
    </message>
    <message>
        <source>The file %1 for the engine&apos;s TLS cannot be used: %2</source>
        <translation>Die Datei %1 für TLS mit der Engine ist nicht verwendbar: %2</translation>
    </message>
    <message>
        <source>an unknown day</source>
        <translation>ein unbekannter Tag</translation>
    </message>
    <message>
        <source>it is locked with a password. Write it without one: openssl pkey -in %1 -out %1.open</source>
        <translation>sie ist mit einem Passwort geschützt. Ohne Passwort schreiben: openssl pkey -in %1 -out %1.open</translation>
    </message>
    <message>
        <source>The engine at %1 wants TLS, and there is no folder %2 with ca.pem, cert.pem and key.pem. Look at DOCKER_CERT_PATH, or at the Docker context.</source>
        <translation>Die Engine unter %1 verlangt TLS, und es gibt keinen Ordner %2 mit ca.pem, cert.pem und key.pem. DOCKER_CERT_PATH oder den Docker-Kontext prüfen.</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keines</translation>
    </message>
    <message>
        <source>%1, issued by %2, valid until %3</source>
        <translation>%1, ausgestellt von %2, gültig bis %3</translation>
    </message>
    <message>
        <source>The engine at %1 asks for a client certificate, and there is none: %2. Put cert.pem and key.pem, signed by the authority that the engine trusts, into the folder %3.</source>
        <translation>Die Engine unter %1 verlangt ein Client-Zertifikat, und es gibt keines: %2. cert.pem und key.pem, signiert von der Zertifizierungsstelle, der die Engine vertraut, in den Ordner %3 legen.</translation>
    </message>
    <message>
        <source>The engine at %1 refuses the client certificate in %2 (%3): %4. Use one that is in date and signed by the authority that the engine trusts.</source>
        <translation>Die Engine unter %1 lehnt das Client-Zertifikat in %2 (%3) ab: %4. Ein gültiges verwenden, signiert von der Zertifizierungsstelle, der die Engine vertraut.</translation>
    </message>
    <message>
        <source>What answers at %1 does not speak TLS. Check the port, or unset DOCKER_TLS_VERIFY if the engine is to be spoken to in the open.</source>
        <translation>Was unter %1 antwortet, spricht kein TLS. Den Port prüfen, oder DOCKER_TLS_VERIFY aufheben, wenn mit der Engine offen gesprochen werden soll.</translation>
    </message>
    <message>
        <source>The TLS connection to the engine at %1 broke: %2. Look into the engine&apos;s log.</source>
        <translation>Die TLS-Verbindung zur Engine unter %1 ist abgebrochen: %2. Im Protokoll der Engine nachsehen.</translation>
    </message>
    <message>
        <source> It may have refused our certificate in %1 (%2).</source>
        <translation> Vielleicht hat sie unser Zertifikat in %1 abgelehnt (%2).</translation>
    </message>
    <message>
        <source>No TLS connection to the engine at %1 came about: %2. Look whether it is an engine, and whether it runs.</source>
        <translation>Eine TLS-Verbindung zur Engine unter %1 kam nicht zustande: %2. Nachsehen, ob es eine Engine ist und ob sie läuft.</translation>
    </message>
    <message>
        <source>%1 is another image by now than the one &quot;%2&quot; was installed from. Update the extension first, or tag %3 as %1 again.</source>
        <translation>%1 ist inzwischen ein anderes Image als das, aus dem „%2“ installiert wurde. Zuerst die Erweiterung aktualisieren oder %3 wieder als %1 benennen.</translation>
    </message>
    <message>
        <source>%1 cannot be written. Look who may write there.</source>
        <translation>%1 kann nicht geschrieben werden. Nachsehen, wer dort schreiben darf.</translation>
    </message>
    <message>
        <source>The image is no extension: there is no metadata.json at its root.</source>
        <translation>Das Image ist keine Erweiterung: In seiner Wurzel liegt keine metadata.json.</translation>
    </message>
    <message>
        <source>The image is no extension: metadata.json at its root is no file that can be read.</source>
        <translation>Das Image ist keine Erweiterung: metadata.json in seiner Wurzel ist keine lesbare Datei.</translation>
    </message>
    <message>
        <source>failed to remove extension &quot;%1&quot; as it is not installed</source>
        <translation>Die Erweiterung „%1“ wurde nicht entfernt, denn sie ist nicht installiert</translation>
    </message>
    <message>
        <source>The image of the version before, %1 (%2), is not on the engine any more, so nothing was changed. `docker extension update %1` installs that version again where it can be pulled.</source>
        <translation>Das Image der vorigen Version, %1 (%2), ist nicht mehr auf der Engine, darum wurde nichts geändert. `docker extension update %1` installiert diese Version wieder, wo sie geholt werden kann.</translation>
    </message>
    <message>
        <source>Rolling &quot;%1&quot; back</source>
        <translation>Zurücksetzen von „%1“</translation>
    </message>
    <message>
        <source>Making the folder %1 failed. Look whether the disk is full and the folder above may be written to.</source>
        <translation>Der Ordner %1 konnte nicht angelegt werden. Nachsehen, ob der Datenträger voll ist und ob im Ordner darüber geschrieben werden darf.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not installed. `docker extension ls` shows what is.</source>
        <translation>„%1“ ist nicht installiert. `docker extension ls` zeigt, was es ist.</translation>
    </message>
    <message>
        <source>Several extensions are named &quot;%1&quot;: %2. Use the id of one.</source>
        <translation>Mehrere Erweiterungen heißen „%1“: %2. Die Id von einer davon verwenden.</translation>
    </message>
    <message>
        <source>Making a lock in %1 failed. Look whether the disk is full and the folder may be written to.</source>
        <translation>In %1 konnte keine Sperre angelegt werden. Nachsehen, ob der Datenträger voll ist und ob im Ordner geschrieben werden darf.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is being installed or removed by %2 (process %3 on %4) at this moment. Wait until that has ended.</source>
        <translation>„%1“ wird gerade von %2 (Prozess %3 auf %4) installiert oder entfernt. Warten, bis das beendet ist.</translation>
    </message>
    <message>
        <source>Deleting %1 failed. Look who may write to it, and delete what is left by hand.</source>
        <translation>%1 konnte nicht gelöscht werden. Nachsehen, wer dort schreiben darf, und den Rest von Hand löschen.</translation>
    </message>
    <message>
        <source>a path has no control characters</source>
        <translation>ein Pfad hat keine Steuerzeichen</translation>
    </message>
    <message>
        <source>a path in an image is written with /, not with \</source>
        <translation>ein Pfad in einem Image wird mit / geschrieben, nicht mit \</translation>
    </message>
    <message>
        <source>expected a path in the image</source>
        <translation>erwartet wird ein Pfad im Image</translation>
    </message>
    <message>
        <source>a path in the image has no &quot;..&quot;</source>
        <translation>ein Pfad im Image hat kein „..“</translation>
    </message>
    <message>
        <source>expected a file name without folders</source>
        <translation>erwartet wird ein Dateiname ohne Ordner</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no image reference: %2. An example of one is org/name:1.0.0.</source>
        <translation>„%1“ ist kein Name eines Images: %2. Ein Beispiel ist org/name:1.0.0.</translation>
    </message>
    <message>
        <source>what follows the @ is no digest</source>
        <translation>was auf das @ folgt, ist kein Digest</translation>
    </message>
    <message>
        <source>what follows the : is no tag</source>
        <translation>was auf den : folgt, ist kein Tag</translation>
    </message>
    <message>
        <source>its registry is no host name</source>
        <translation>seine Registry ist kein Hostname</translation>
    </message>
    <message>
        <source>a repository&apos;s name is in lower case</source>
        <translation>der Name eines Repositorys ist klein geschrieben</translation>
    </message>
    <message>
        <source>a repository&apos;s name is made of a-z, 0-9, and single separators between them</source>
        <translation>der Name eines Repositorys besteht aus a-z, 0-9 und einzelnen Trennzeichen dazwischen</translation>
    </message>
    <message>
        <source>a repository&apos;s name has at most 255 characters</source>
        <translation>der Name eines Repositorys hat höchstens 255 Zeichen</translation>
    </message>
    <message>
        <source>64 hexadecimal digits are an image&apos;s id, not a name</source>
        <translation>64 hexadezimale Ziffern sind die Id eines Images und kein Name</translation>
    </message>
    <message>
        <source>metadata.json in %1 does not fit the image: %2.</source>
        <translation>metadata.json in %1 passt nicht zum Image: %2.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is installed on the engine %2, and this is %3. Remove it first, or use that engine.</source>
        <translation>„%1“ ist auf der Engine %2 installiert, und dies ist %3. Sie zuerst entfernen oder jene Engine verwenden.</translation>
    </message>
    <message>
        <source>failed to update extension &quot;%1&quot; as it is not installed</source>
        <translation>Die Erweiterung „%1“ wurde nicht aktualisiert, denn sie ist nicht installiert</translation>
    </message>
    <message>
        <source>&quot;docker extension install %1&quot; installs it.</source>
        <translation>„docker extension install %1“ installiert sie.</translation>
    </message>
    <message>
        <source>Failed to install extension: the local image you are trying to install has been modified and is different from the published image %1. Remove it from the engine, or refresh the catalog that lists it.</source>
        <translation>Die Erweiterung wurde nicht installiert: Das lokale Image wurde verändert und ist nicht das veröffentlichte Image %1. Es von der Engine entfernen oder den Katalog auffrischen, der es aufführt.</translation>
    </message>
    <message>
        <source>Published: %1
Here: %2</source>
        <translation>Veröffentlicht: %1
Hier: %2</translation>
    </message>
    <message>
        <source>%1 is no extension: it lacks the label com.docker.desktop.extension.api.version.</source>
        <translation>%1 ist keine Erweiterung: Das Label com.docker.desktop.extension.api.version fehlt.</translation>
    </message>
    <message>
        <source>%1 needs version %2 of the extension API, which is not supported here.</source>
        <translation>%1 benötigt die Version %2 der Erweiterungs-API, die hier nicht unterstützt wird.</translation>
    </message>
    <message>
        <source>%1 is made for %2, and the engine runs %3. Install one that is made for %3.</source>
        <translation>%1 ist für %2 gemacht, und auf der Engine läuft %3. Eine Erweiterung installieren, die für %3 gemacht ist.</translation>
    </message>
    <message>
        <source>Installing %1</source>
        <translation>Installieren von %1</translation>
    </message>
    <message>
        <source>The image that was installed as %1 is not on the engine any more. Install the extension again.</source>
        <translation>Das Image, das als %1 installiert wurde, ist nicht mehr auf der Engine. Die Erweiterung neu installieren.</translation>
    </message>
    <message>
        <source>a newer Pierhead wrote it (its format is %1, and %2 is the latest that this one knows). Use that Pierhead, or update this one.</source>
        <translation>ein neueres Pierhead hat sie geschrieben (ihr Format ist %1, und %2 ist das letzte, das dieses kennt). Jenes Pierhead verwenden oder dieses aktualisieren.</translation>
    </message>
    <message>
        <source>There is no install.json in %1.</source>
        <translation>In %1 gibt es keine install.json.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; at /version is no name of a folder.</source>
        <translation>„%1“ bei /version ist kein Name eines Ordners.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; at /previous/folder is no name of a folder.</source>
        <translation>„%1“ bei /previous/folder ist kein Name eines Ordners.</translation>
    </message>
    <message>
        <source>No earlier version of &quot;%1&quot; is known. There is one after an update.</source>
        <translation>Eine frühere Version von „%1“ ist nicht bekannt. Nach einer Aktualisierung gibt es eine.</translation>
    </message>
    <message>
        <source>Reading %1 failed: %2. Install the extension &quot;%3&quot; again.</source>
        <translation>%1 ist nicht lesbar: %2. Die Erweiterung „%3“ neu installieren.</translation>
    </message>
    <message>
        <source>metadata.json cannot be used: %1. Its author has to correct it and build the image again.</source>
        <translation>metadata.json ist nicht verwendbar: %1. Das muss berichtigen, wer die Erweiterung entwickelt, und das Image neu bauen.</translation>
    </message>
    <message>
        <source>Reading metadata.json</source>
        <translation>Lesen von metadata.json</translation>
    </message>
    <message>
        <source>Making the link %1 failed. Look whether the disk is full and the folder may be written to.</source>
        <translation>Der Link %1 konnte nicht angelegt werden. Nachsehen, ob der Datenträger voll ist und ob im Ordner geschrieben werden darf.</translation>
    </message>
    <message>
        <source>Pulling %1 failed: the registry wants another login, or has no such image. &quot;docker extension login%2&quot; logs in.</source>
        <translation>%1 konnte nicht geholt werden: Die Registry verlangt eine andere Anmeldung oder hat kein solches Image. „docker extension login%2“ meldet an.</translation>
    </message>
    <message>
        <source>Pulling %1 needs a login</source>
        <translation>Holen von %1 braucht eine Anmeldung</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no registry. One is the name of a host, &quot;ghcr.io&quot;, or a host and a port, &quot;localhost:5000&quot;.</source>
        <translation>„%1“ ist keine Registry. Gemeint ist der Name eines Hosts, „ghcr.io“, oder ein Host mit Port, „localhost:5000“.</translation>
    </message>
    <message>
        <source>Putting right what was left of &quot;%1&quot; by a process that died</source>
        <translation>Aufräumen dessen, was ein abgestürzter Prozess von „%1“ hinterlassen hat</translation>
    </message>
    <message>
        <source>the engine&apos;s socket, and so all of its containers</source>
        <translation>den Socket der Engine und damit alle ihre Container</translation>
    </message>
    <message>
        <source>the folder %1 of the engine&apos;s machine (read-only)</source>
        <translation>den Ordner %1 auf dem Rechner der Engine (nur lesend)</translation>
    </message>
    <message>
        <source>the folder %1 of the engine&apos;s machine</source>
        <translation>den Ordner %1 auf dem Rechner der Engine</translation>
    </message>
    <message>
        <source>a privileged container: root&apos;s power on the engine&apos;s machine</source>
        <translation>einen privilegierten Container: die Macht von root auf dem Rechner der Engine</translation>
    </message>
    <message>
        <source>the engine&apos;s machine&apos;s own %1 namespace</source>
        <translation>den %1-Namensraum des Rechners der Engine selbst</translation>
    </message>
    <message>
        <source>the device %1 of the engine&apos;s machine</source>
        <translation>das Gerät %1 des Rechners der Engine</translation>
    </message>
    <message>
        <source>the capability %1 for its backend</source>
        <translation>die Capability %1 für ihr Backend</translation>
    </message>
    <message>
        <source>the port %1 of the engine&apos;s machine</source>
        <translation>den Port %1 des Rechners der Engine</translation>
    </message>
    <message>
        <source>a tab</source>
        <translation>einen Tab</translation>
    </message>
    <message>
        <source>a backend on the engine</source>
        <translation>ein Backend auf der Engine</translation>
    </message>
    <message>
        <source>its program %1 on this machine</source>
        <translation>ihr Programm %1 auf diesem Rechner</translation>
    </message>
    <message>
        <source>the permission &quot;%1&quot;</source>
        <translation>die Berechtigung „%1“</translation>
    </message>
    <message>
        <source>%1 holds several extensions: %2. Save one of them alone.</source>
        <translation>%1 enthält mehrere Erweiterungen: %2. Eine davon allein speichern.</translation>
    </message>
    <message>
        <source>None of the %1 images in %2 is an extension with a name: none has the label com.docker.desktop.extension.api.version.</source>
        <translation>Keines der %1 Images in %2 ist eine Erweiterung mit einem Namen: Keines hat das Label com.docker.desktop.extension.api.version.</translation>
    </message>
    <message>
        <source>The image in %1 has no name, so that nothing tells the extension&apos;s id. Save it by its name: `docker save -o FILE NAME:TAG`.</source>
        <translation>Das Image in %1 hat keinen Namen, darum ist die Id der Erweiterung unbekannt. Es unter seinem Namen speichern: `docker save -o DATEI NAME:TAG`.</translation>
    </message>
    <message>
        <source>There is no %1.</source>
        <translation>%1 gibt es nicht.</translation>
    </message>
    <message>
        <source>Writing %1 failed: %2. Look whether the disk is full and the folder may be written to.</source>
        <translation>%1 konnte nicht geschrieben werden: %2. Nachsehen, ob der Datenträger voll ist und ob im Ordner geschrieben werden darf.</translation>
    </message>
    <message>
        <source>Updating &quot;%1&quot; to %2, which was not agreed to,</source>
        <translation>Aktualisieren von „%1“ auf %2, dem nicht zugestimmt wurde,</translation>
    </message>
    <message>
        <source>No image of %1 on the engine has a version such as 1.0.0 for a tag. Name the tag that is meant, or pull the image.</source>
        <translation>Kein Image von %1 auf der Engine hat eine Version wie 1.0.0 als Tag. Den gemeinten Tag angeben oder das Image holen.</translation>
    </message>
    <message>
        <source>The policy rule extensions.enabled in %1 keeps extensions enabled. Ask the administrator of this machine.</source>
        <translation>Die Regel extensions.enabled in %1 hält Erweiterungen aktiviert. Darüber entscheidet die Administration dieses Rechners.</translation>
    </message>
    <message>
        <source>The policy rule extensions.enabled in %1 keeps extensions disabled. Ask the administrator of this machine.</source>
        <translation>Die Regel extensions.enabled in %1 hält Erweiterungen deaktiviert. Darüber entscheidet die Administration dieses Rechners.</translation>
    </message>
    <message>
        <source>Extensions are disabled. &quot;docker extension enable&quot; turns them on again.</source>
        <translation>Erweiterungen sind deaktiviert. „docker extension enable“ aktiviert sie wieder.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is disabled. &quot;docker extension enable %1&quot; turns it on again.</source>
        <translation>„%1“ ist deaktiviert. „docker extension enable %1“ aktiviert sie wieder.</translation>
    </message>
    <message>
        <source>The policy rule %1 in %2 does not allow %3. Ask the administrator of this machine.</source>
        <translation>Die Regel %1 in %2 erlaubt %3 nicht. Darüber entscheidet die Administration dieses Rechners.</translation>
    </message>
    <message>
        <source>%1, which is of the registry %2</source>
        <translation>%1 von der Registry %2</translation>
    </message>
    <message>
        <source>%1, which is %2</source>
        <translation>%1, also %2,</translation>
    </message>
    <message>
        <source>the catalog %1</source>
        <translation>den Katalog %1</translation>
    </message>
    <message>
        <source>The policy in %1 cannot be followed: %2. Until that is mended no extension is installed or opened.</source>
        <translation>Die Richtlinie in %1 kann nicht befolgt werden: %2. Bis das behoben ist, wird keine Erweiterung installiert oder geöffnet.</translation>
    </message>
    <message>
        <source>it is no JSON</source>
        <translation>sie ist kein JSON</translation>
    </message>
    <message>
        <source>Starting &quot;%1&quot; failed: %2. Check that it is installed and that you may run it.</source>
        <translation>„%1“ konnte nicht gestartet werden: %2. Prüfen, ob es installiert ist und ausgeführt werden darf.</translation>
    </message>
    <message>
        <source>Running &quot;%1&quot;</source>
        <translation>Ausführen von „%1“</translation>
    </message>
    <message>
        <source>the registry sends us to &quot;%1&quot; for a login, which is no https URL</source>
        <translation>die Registry verweist zum Anmelden auf „%1“, was keine https-URL ist</translation>
    </message>
    <message>
        <source>the registry does not take the login</source>
        <translation>die Registry nimmt die Anmeldung nicht an</translation>
    </message>
    <message>
        <source>the registry wants a login</source>
        <translation>die Registry verlangt eine Anmeldung</translation>
    </message>
    <message>
        <source>%1 gave no token (status %2)</source>
        <translation>%1 hat kein Token ausgestellt (Status %2)</translation>
    </message>
    <message>
        <source>The login to %1 in the keyring cannot be read. &quot;docker extension login %1&quot; writes it anew.</source>
        <translation>Die Anmeldung bei %1 im Schlüsselbund ist nicht lesbar. „docker extension login %1“ schreibt sie neu.</translation>
    </message>
    <message>
        <source>Keeping the login to %1 failed: the folder %2 could not be made. Look whether the disk is full.</source>
        <translation>Die Anmeldung bei %1 konnte nicht aufbewahrt werden: Der Ordner %2 konnte nicht angelegt werden. Vielleicht ist der Datenträger voll.</translation>
    </message>
    <message>
        <source>Reading the logins in %1 failed: %2.</source>
        <translation>Die Anmeldungen in %1 sind nicht lesbar: %2.</translation>
    </message>
    <message>
        <source>Reading the logins in %1 failed: it is no JSON. Mend it, or move it away and log in again.</source>
        <translation>Die Anmeldungen in %1 sind nicht lesbar: Das ist kein JSON. Die Datei berichtigen oder verschieben und neu anmelden.</translation>
    </message>
    <message>
        <source>Reading the logins in %1</source>
        <translation>Lesen der Anmeldungen in %1</translation>
    </message>
    <message>
        <source>The login to %1 in %2 is broken: its &quot;auth&quot; is no base64 of a name and a password. &quot;docker login %1&quot; writes it anew.</source>
        <translation>Die Anmeldung bei %1 in %2 ist fehlerhaft: „auth“ ist kein base64 eines Namens und eines Passworts. „docker login %1“ schreibt sie neu.</translation>
    </message>
    <message>
        <source>Asking %1 for the login to %2 failed: %3. It is named in %4.</source>
        <translation>Abfragen der Anmeldung bei %2 von %1 ist fehlgeschlagen: %3. Es ist in %4 angegeben.</translation>
    </message>
    <message>
        <source>The credential helper in %1 is no plain word, so it is not run. Mend credHelpers and credsStore there.</source>
        <translation>Das Anmeldeprogramm in %1 ist kein schlichtes Wort, darum wird es nicht ausgeführt. Dort credHelpers und credsStore berichtigen.</translation>
    </message>
    <message>
        <source>it is not there, or may not be run</source>
        <translation>es fehlt oder darf nicht ausgeführt werden</translation>
    </message>
    <message>
        <source>it ended with the exit code %1</source>
        <translation>es endete mit dem Exit-Code %1</translation>
    </message>
    <message>
        <source>its answer is no login</source>
        <translation>seine Antwort ist keine Anmeldung</translation>
    </message>
    <message>
        <source>A login to %1 needs a name and a password.</source>
        <translation>Eine Anmeldung bei %1 braucht einen Namen und ein Passwort.</translation>
    </message>
    <message>
        <source>%1 is named by the digest %2, and only those that begin with &quot;sha256:&quot; can be checked.</source>
        <translation>%1 ist mit dem Digest %2 benannt, und nur solche, die mit „sha256:“ beginnen, können geprüft werden.</translation>
    </message>
    <message>
        <source>%1 has the wrong digest: %2 was promised, and what came has %3. Somebody may have changed it on its way; it is not used.</source>
        <translation>%1 hat den falschen Digest: %2 war versprochen, und gekommen ist %3. Vielleicht wurde es unterwegs verändert; es wird nicht verwendet.</translation>
    </message>
    <message>
        <source>Waiting for the registry</source>
        <translation>Das Warten auf die Registry</translation>
    </message>
    <message>
        <source>%1 was asked too much of late. Try again in %2 seconds; with a login a registry often allows more. %3</source>
        <translation>%1 wurde in letzter Zeit zu oft gefragt. In %2 Sekunden noch einmal versuchen; mit einer Anmeldung erlaubt eine Registry oft mehr. %3</translation>
    </message>
    <message>
        <source>Listing the tags of %1/%2</source>
        <translation>Auflisten der Tags von %1/%2</translation>
    </message>
    <message>
        <source>%1 was given up after %2 pages: it does not come to an end.</source>
        <translation>%1 wurde nach %2 Seiten aufgegeben: Es nimmt kein Ende.</translation>
    </message>
    <message>
        <source>Looking up %1/%2%3%4</source>
        <translation>Nachsehen nach %1/%2%3%4</translation>
    </message>
    <message>
        <source>The manifest %1/%2 (%3)</source>
        <translation>Das Manifest %1/%2 (%3)</translation>
    </message>
    <message>
        <source>%1: there is no image for %2, only for: %3.</source>
        <translation>%1: Es gibt kein Image für %2, nur für: %3.</translation>
    </message>
    <message>
        <source>Reading the image configuration %1 of %2/%3</source>
        <translation>Lesen der Image-Konfiguration %1 von %2/%3</translation>
    </message>
    <message>
        <source>The image configuration of %1/%2</source>
        <translation>Die Image-Konfiguration von %1/%2</translation>
    </message>
    <message>
        <source>: its list of images names another list.</source>
        <translation>: Die Liste seiner Images nennt eine andere Liste.</translation>
    </message>
    <message>
        <source>%1: it is made for %2, and not for %3.</source>
        <translation>%1: Es ist für %2 gemacht und nicht für %3.</translation>
    </message>
    <message>
        <source>Logging in to %1</source>
        <translation>Anmelden bei %1</translation>
    </message>
    <message>
        <source>the registry sends us to %1, which is not safe</source>
        <translation>die Registry verweist auf %1, was nicht sicher ist</translation>
    </message>
    <message>
        <source>the registry sends us from one place to the next</source>
        <translation>die Registry verweist von einem Ort auf den nächsten</translation>
    </message>
    <message>
        <source>the registry wants a login. %1</source>
        <translation>die Registry verlangt eine Anmeldung. %1</translation>
    </message>
    <message>
        <source>the registry does not allow it to &quot;%1&quot;, or does not take the login</source>
        <translation>die Registry erlaubt es „%1“ nicht oder nimmt die Anmeldung nicht an</translation>
    </message>
    <message>
        <source>the registry wants a login, or has no such repository</source>
        <translation>die Registry verlangt eine Anmeldung oder hat kein solches Repository</translation>
    </message>
    <message>
        <source>the registry has no such thing</source>
        <translation>die Registry hat nichts dergleichen</translation>
    </message>
    <message>
        <source>the registry answered with the status %1</source>
        <translation>die Registry antwortete mit dem Status %1</translation>
    </message>
    <message>
        <source> Where its authority is one of your own, put the authority&apos;s certificate into /etc/docker/certs.d/%1/ca.crt.</source>
        <translation> Ist ihre Zertifizierungsstelle eine eigene, gehört deren Zertifikat nach /etc/docker/certs.d/%1/ca.crt.</translation>
    </message>
    <message>
        <source>&quot;docker extension login&quot; logs in.</source>
        <translation>„docker extension login“ meldet an.</translation>
    </message>
    <message>
        <source>&quot;docker extension login %1&quot; logs in.</source>
        <translation>„docker extension login %1“ meldet an.</translation>
    </message>
    <message>
        <source> failed: the keyring was not unlocked.</source>
        <translation> ist fehlgeschlagen: Der Schlüsselbund wurde nicht entsperrt.</translation>
    </message>
    <message>
        <source> failed: no keyring runs in this session. Start GNOME Keyring, KWallet or another one with the Secret Service.</source>
        <translation> ist fehlgeschlagen: In dieser Sitzung läuft kein Schlüsselbund. GNOME Keyring, KWallet oder einen anderen mit dem Secret Service starten.</translation>
    </message>
    <message>
        <source>%1 failed: the keyring says: %2.</source>
        <translation>%1 ist fehlgeschlagen: Der Schlüsselbund meldet: %2.</translation>
    </message>
    <message>
        <source>Reading the secret &quot;%1&quot;</source>
        <translation>Lesen des Geheimnisses „%1“</translation>
    </message>
    <message>
        <source>A secret&apos;s name has 1 to %1 characters.</source>
        <translation>Der Name eines Geheimnisses hat 1 bis %1 Zeichen.</translation>
    </message>
    <message>
        <source>The secret &quot;%1&quot; has more than %2 KiB.</source>
        <translation>Das Geheimnis „%1“ hat mehr als %2 KiB.</translation>
    </message>
    <message>
        <source>Keeping the secret &quot;%1&quot;</source>
        <translation>Aufbewahren des Geheimnisses „%1“</translation>
    </message>
    <message>
        <source>Deleting the secret &quot;%1&quot;</source>
        <translation>Löschen des Geheimnisses „%1“</translation>
    </message>
    <message>
        <source>The list of secrets could not be written to %1: %2.</source>
        <translation>Die Liste der Geheimnisse konnte nicht nach %1 geschrieben werden: %2.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; at /theme is none of system, light and dark</source>
        <translation>„%1“ bei /theme ist nicht system, light oder dark</translation>
    </message>
    <message>
        <source>&quot;%1&quot; at /language is none of %2</source>
        <translation>„%1“ bei /language ist keines von %2</translation>
    </message>
    <message>
        <source>it is no object</source>
        <translation>das ist kein Objekt</translation>
    </message>
    <message>
        <source>The settings in %1 cannot be read: %2. Mend the file or move it away; until then the defaults hold, and nothing is changed in it.</source>
        <translation>Die Einstellungen in %1 sind nicht lesbar: %2. Die Datei berichtigen oder verschieben; bis dahin gelten die Vorgaben, und in der Datei wird nichts geändert.</translation>
    </message>
    <message>
        <source>The settings in %1 could not be changed: a lock beside the file was not to be had. Look whether the folder may be written to, and try again.</source>
        <translation>Die Einstellungen in %1 konnten nicht geändert werden: Eine Sperre neben der Datei war nicht zu bekommen. Nachsehen, ob im Ordner geschrieben werden darf, und noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Writing the settings to %1 failed: %2. Look whether the disk is full and the folder may be written to.</source>
        <translation>Die Einstellungen konnten nicht nach %1 geschrieben werden: %2. Nachsehen, ob der Datenträger voll ist und ob im Ordner geschrieben werden darf.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no address of a page. Write an http or https URL, for example http://localhost:3000.</source>
        <translation>„%1“ ist keine Adresse einer Seite. Eine http- oder https-URL angeben, zum Beispiel http://localhost:3000.</translation>
    </message>
    <message>
        <source>What registries said of newer versions cannot be kept in %1: %2.</source>
        <translation>Was Registrys über neuere Versionen sagten, kann nicht in %1 aufbewahrt werden: %2.</translation>
    </message>
    <message>
        <source>%1 did not answer within %2 seconds.</source>
        <translation>%1 hat nicht binnen %2 Sekunden geantwortet.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be requested: only http and https URLs with a host can.</source>
        <translation>„%1“ kann nicht abgefragt werden: Das geht nur mit http- und https-URLs mit einem Host.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no HTTP method.</source>
        <translation>„%1“ ist keine HTTP-Methode.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no HTTP header.</source>
        <translation>„%1“ ist keine HTTP-Kopfzeile.</translation>
    </message>
    <message>
        <source>The answer of %1 was given up: it has more than %2 bytes.</source>
        <translation>Die Antwort von %1 wurde aufgegeben: Sie hat mehr als %2 Bytes.</translation>
    </message>
    <message>
        <source>The request</source>
        <translation>Die Anfrage</translation>
    </message>
    <message>
        <source>The answer of %1 was given up: %2 MiB of it were waiting to be read.</source>
        <translation>Die Antwort von %1 wurde aufgegeben: %2 MiB davon warteten darauf, gelesen zu werden.</translation>
    </message>
    <message>
        <source>its certificate is not trusted</source>
        <translation>ihrem Zertifikat wird nicht vertraut</translation>
    </message>
    <message>
        <source>nothing came for %1 seconds</source>
        <translation>%1 Sekunden lang kam nichts</translation>
    </message>
    <message>
        <source>The request to %1 failed: %2.</source>
        <translation>Die Anfrage an %1 ist fehlgeschlagen: %2.</translation>
    </message>
    <message>
        <source>/vm/image in metadata.json uses the variable &quot;%1&quot;, which has no value. Only DESKTOP_PLUGIN_IMAGE has one.</source>
        <translation>/vm/image in metadata.json verwendet die Variable „%1“, die keinen Wert hat. Nur DESKTOP_PLUGIN_IMAGE hat einen.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not in the image</source>
        <translation>„%1“ ist nicht im Image</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is too large</source>
        <translation>„%1“ ist zu groß</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is a link that leads to itself</source>
        <translation>„%1“ ist ein Link auf sich selbst</translation>
    </message>
    <message>
        <source>Reading &quot;%1&quot; from the image</source>
        <translation>Lesen von „%1“ aus dem Image</translation>
    </message>
    <message>
        <source>&quot;%1&quot; leads through more than %2 links</source>
        <translation>„%1“ führt über mehr als %2 Links</translation>
    </message>
    <message>
        <source>/limits/%1 is neither 0 nor a number from %2 on</source>
        <translation>/limits/%1 ist weder 0 noch eine Zahl ab %2</translation>
    </message>
    <message>
        <source>/limits is no object</source>
        <translation>/limits ist kein Objekt</translation>
    </message>
    <message>
        <source>The engine at %1 did not answer within %2 seconds.</source>
        <translation>Die Engine unter %1 hat nicht binnen %2 Sekunden geantwortet.</translation>
    </message>
    <message>
        <source>Deleting %1 failed: %2. Pierhead goes on to start when you log in.</source>
        <translation>%1 konnte nicht gelöscht werden: %2. Pierhead startet weiterhin beim Anmelden.</translation>
    </message>
    <message>
        <source>Writing %1 failed: %2. Look whether the folder may be written to.</source>
        <translation>%1 konnte nicht geschrieben werden: %2. Nachsehen, ob im Ordner geschrieben werden darf.</translation>
    </message>
    <message>
        <source>Connecting to the engine</source>
        <translation>Verbinden mit der Engine</translation>
    </message>
    <message>
        <source>The web view could not be loaded: its plug-in %1 is missing or broken. Install Pierhead again.</source>
        <translation>Die Webansicht konnte nicht geladen werden: Ihr Plug-in %1 fehlt oder ist beschädigt. Pierhead neu installieren.</translation>
    </message>
    <message>
        <source>nothing was to be seen on it within %1 seconds</source>
        <translation>auf ihr war %1 Sekunden lang nichts zu sehen</translation>
    </message>
    <message>
        <source>The new page of &quot;%1&quot; does not load: %2. What was there before is put back. Tell the publisher of %3; &quot;docker extension validate --run %3&quot; shows it again.%4</source>
        <translation>Die neue Seite von „%1“ wird nicht geladen: %2. Was vorher da war, ist wiederhergestellt. Den Herausgeber von %3 benachrichtigen; „docker extension validate --run %3“ zeigt es noch einmal.%4</translation>
    </message>
    <message>
        <source> The page&apos;s console:</source>
        <translation> Die Konsole der Seite:</translation>
    </message>
    <message>
        <source>Loading the page of %1</source>
        <translation>Laden der Seite von %1</translation>
    </message>
    <message>
        <source>That one could not be started either.</source>
        <translation>Auch jener konnte nicht gestartet werden.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; was stopped.</source>
        <translation>„%1“ wurde angehalten.</translation>
    </message>
    <message>
        <source>That did not come about within %1 s.</source>
        <translation>Dazu kam es nicht innerhalb von %1 s.</translation>
    </message>
    <message>
        <source>Waiting for the service &quot;%1&quot;</source>
        <translation>Das Warten auf den Dienst „%1“</translation>
    </message>
    <message>
        <source>The service &quot;%1&quot; was not started: it waits for the service &quot;%2&quot; with the condition %3. %4 Look at the logs of &quot;%2&quot;, and start the backend again when that is put right.</source>
        <translation>Der Dienst „%1“ wurde nicht gestartet: Er wartet auf den Dienst „%2“ mit der Bedingung %3. %4 Sehen Sie in den Protokollen von „%2“ nach, und starten Sie das Backend wieder, wenn das behoben ist.</translation>
    </message>
    <message>
        <source>Writing down in %1 which limits the containers have failed: %2. Look whether the disk is full, and restart the backend.</source>
        <translation>In %1 konnte nicht vermerkt werden, welche Grenzen die Container haben: %2. Prüfen Sie, ob der Datenträger voll ist, und starten Sie das Backend neu.</translation>
    </message>
    <message>
        <source>%1 Its image is for %2, and the engine&apos;s machine is %3: that takes an emulator there (qemu-user-static), or an image for %3.</source>
        <translation>%1 Das zugehörige Image ist für %2, der Rechner der Engine aber %3: Das braucht dort einen Emulator (qemu-user-static) oder ein Image für %3.</translation>
    </message>
    <message>
        <source>Pulling %1 was given up: nothing came from the registry for %2 seconds. Try again later, and look whether the engine&apos;s machine reaches the registry.</source>
        <translation>Das Herunterladen von %1 wurde aufgegeben: Von der Registry kam %2 Sekunden lang nichts. Versuchen Sie es später wieder, und sehen Sie nach, ob der Rechner der Engine die Registry erreicht.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no file in the image</source>
        <translation>„%1“ ist keine Datei im Image</translation>
    </message>
    <message>
        <source>&quot;%1&quot; leads out of the image</source>
        <translation>„%1“ führt aus dem Image hinaus</translation>
    </message>
    <message>
        <source>an object with any of icon, ui, vm and host</source>
        <translation>ein Objekt mit icon, ui, vm oder host</translation>
    </message>
    <message>
        <source>a string, the path of a picture in the image, such as &quot;docker.svg&quot;</source>
        <translation>eine Zeichenkette, der Pfad eines Bildes im Image, etwa &quot;docker.svg&quot;</translation>
    </message>
    <message>
        <source>an object with the key dashboard-tab</source>
        <translation>ein Objekt mit dem Schlüssel dashboard-tab</translation>
    </message>
    <message>
        <source>an object with title, root and src</source>
        <translation>ein Objekt mit title, root und src</translation>
    </message>
    <message>
        <source>a string, the tab&apos;s title</source>
        <translation>eine Zeichenkette, der Titel des Tabs</translation>
    </message>
    <message>
        <source>a string, the path of a folder in the image, such as &quot;ui&quot;</source>
        <translation>eine Zeichenkette, der Pfad eines Ordners im Image, etwa &quot;ui&quot;</translation>
    </message>
    <message>
        <source>a string, the path of a page in root, such as &quot;index.html&quot;</source>
        <translation>eine Zeichenkette, der Pfad einer Seite in root, etwa &quot;index.html&quot;</translation>
    </message>
    <message>
        <source>an object with the key socket</source>
        <translation>ein Objekt mit dem Schlüssel socket</translation>
    </message>
    <message>
        <source>a string, the file name of the backend&apos;s socket</source>
        <translation>eine Zeichenkette, der Dateiname des Sockets des Backends</translation>
    </message>
    <message>
        <source>an object with image or composefile</source>
        <translation>ein Objekt mit image oder composefile</translation>
    </message>
    <message>
        <source>a string, an image reference or &quot;${DESKTOP_PLUGIN_IMAGE}&quot;</source>
        <translation>eine Zeichenkette, eine Image-Referenz oder &quot;${DESKTOP_PLUGIN_IMAGE}&quot;</translation>
    </message>
    <message>
        <source>a string, the path of a compose file in the image, such as &quot;compose.yaml&quot;</source>
        <translation>eine Zeichenkette, der Pfad einer Compose-Datei im Image, etwa &quot;compose.yaml&quot;</translation>
    </message>
    <message>
        <source>a string, the file name of a socket in /run/guest-services</source>
        <translation>eine Zeichenkette, der Dateiname eines Sockets in /run/guest-services</translation>
    </message>
    <message>
        <source>an object with the key binaries</source>
        <translation>ein Objekt mit dem Schlüssel binaries</translation>
    </message>
    <message>
        <source>an array of objects with any of darwin, windows and linux</source>
        <translation>ein Array von Objekten mit darwin, windows oder linux</translation>
    </message>
    <message>
        <source>an object with any of darwin, windows and linux</source>
        <translation>ein Objekt mit darwin, windows oder linux</translation>
    </message>
    <message>
        <source>an array of objects with the key path</source>
        <translation>ein Array von Objekten mit dem Schlüssel path</translation>
    </message>
    <message>
        <source>an object with the key path</source>
        <translation>ein Objekt mit dem Schlüssel path</translation>
    </message>
    <message>
        <source>a string, the path of a program in the image</source>
        <translation>eine Zeichenkette, der Pfad eines Programms im Image</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is the whole image; name a folder or file in it</source>
        <translation>„%1“ ist das ganze Image; anzugeben ist ein Ordner oder eine Datei darin</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has the same base name as another one</source>
        <translation>„%1“ heißt am Ende seines Pfades wie ein anderer Eintrag</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is a file in the image, where a folder is expected</source>
        <translation>„%1“ ist im Image eine Datei, erwartet wird ein Ordner</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is a folder in the image, where a file is expected</source>
        <translation>„%1“ ist im Image ein Ordner, erwartet wird eine Datei</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no file in &quot;%2&quot;</source>
        <translation>„%1“ ist keine Datei in „%2“</translation>
    </message>
    <message>
        <source>expected a folder below the image&apos;s root, such as &quot;ui&quot;</source>
        <translation>erwartet wird ein Ordner unterhalb der Wurzel des Images, etwa &quot;ui&quot;</translation>
    </message>
    <message>
        <source>expected a page in root, such as &quot;index.html&quot;</source>
        <translation>erwartet wird eine Seite in root, etwa &quot;index.html&quot;</translation>
    </message>
    <message>
        <source>expected the path of a program</source>
        <translation>erwartet wird der Pfad eines Programms</translation>
    </message>
    <message>
        <source>metadata.json has more than 1 MiB</source>
        <translation>metadata.json hat mehr als 1 MiB</translation>
    </message>
    <message>
        <source>metadata.json is no JSON: %1</source>
        <translation>metadata.json ist kein JSON: %1</translation>
    </message>
    <message>
        <source>expected %1</source>
        <translation>erwartet wird %1</translation>
    </message>
    <message>
        <source>is missing; %1</source>
        <translation>fehlt; %1</translation>
    </message>
    <message>
        <source>could not be compared with the schema: %1</source>
        <translation>ließ sich nicht mit dem Schema vergleichen: %1</translation>
    </message>
    <message>
        <source>The program was built without its schema.</source>
        <translation>Das Programm wurde ohne sein Schema gebaut.</translation>
    </message>
    <message>
        <source>no certificate can be read from it: %1. Put the authority that signed the engine&apos;s certificate there, in PEM form.</source>
        <translation>daraus kann kein Zertifikat gelesen werden: %1. Die Zertifizierungsstelle, die das Zertifikat der Engine signiert hat, im PEM-Format dort ablegen.</translation>
    </message>
    <message>
        <source>it is the key of another certificate than %1. Put the key there that was made with that certificate.</source>
        <translation>es ist der Schlüssel zu einem anderen Zertifikat als %1. Den Schlüssel dort ablegen, der zu diesem Zertifikat gehört.</translation>
    </message>
    <message>
        <source>no key can be read from it: %1. Put the key of %2 there, in PEM form.</source>
        <translation>daraus kann kein Schlüssel gelesen werden: %1. Den Schlüssel zu %2 im PEM-Format dort ablegen.</translation>
    </message>
    <message>
        <source>there is no such file, or you may not read it. A client certificate is two files, cert.pem and key.pem: put both there, or none.</source>
        <translation>sie fehlt oder ist nicht lesbar. Ein Client-Zertifikat besteht aus zwei Dateien, cert.pem und key.pem: beide dort ablegen oder keine.</translation>
    </message>
    <message>
        <source>no certificate can be read from it: %1. Put the client certificate there, in PEM form.</source>
        <translation>daraus kann kein Zertifikat gelesen werden: %1. Das Client-Zertifikat im PEM-Format dort ablegen.</translation>
    </message>
    <message>
        <source>%1, issued by %2, expired on %3</source>
        <translation>%1, ausgestellt von %2, abgelaufen am %3</translation>
    </message>
    <message>
        <source>a certificate (%1) is not valid on %2, which is this machine&apos;s date. Have it renewed where the engine runs, or set this machine&apos;s clock.</source>
        <translation>Ein Zertifikat (%1) gilt am %2 nicht, dem Datum dieses Rechners. Es dort erneuern lassen, wo die Engine läuft, oder die Uhr dieses Rechners stellen.</translation>
    </message>
    <message>
        <source>its certificate (%1) is for %2, and not for %3. Use a name of the certificate in the engine&apos;s address, or have a certificate made for that one.</source>
        <translation>Ihr Zertifikat (%1) gilt für %2 und nicht für %3. In der Adresse der Engine einen Namen des Zertifikats verwenden oder ein Zertifikat für diesen ausstellen lassen.</translation>
    </message>
    <message>
        <source>its certificate (%1) does not pass %2: %3. Put the authority that signed it into that file.</source>
        <translation>Ihr Zertifikat (%1) besteht nicht vor %2: %3. Die Zertifizierungsstelle, die es signiert hat, in diese Datei aufnehmen.</translation>
    </message>
    <message>
        <source>The engine at %1 is not trusted, and was told nothing: %2</source>
        <translation>Der Engine unter %1 wird nicht vertraut, und sie hat nichts erfahren: %2</translation>
    </message>
    <message>
        <source> It may want a client certificate, and there is none in the folder %1.</source>
        <translation> Vielleicht verlangt sie ein Client-Zertifikat, und im Ordner %1 gibt es keines.</translation>
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
    <message>
        <source>the choice in the window</source>
        <translation>Auswahl im Fenster</translation>
    </message>
    <message>
        <source>the extension&apos;s installation</source>
        <translation>Installation der Erweiterung</translation>
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
    <message>
        <source>&amp;Zoom in</source>
        <translation>Ver&amp;größern</translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation>Ver&amp;kleinern</translation>
    </message>
    <message>
        <source>Actual &amp;size</source>
        <translation>&amp;Originalgröße</translation>
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
    <message>
        <source>The backend of %1 has the limits from its next start only</source>
        <translation>Das Backend von %1 hat die Grenzen erst ab seinem nächsten Start</translation>
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
        <source>At most, for each of its containers; an author&apos;s own smaller limit stays. A change holds at once where the engine can change containers that run, else from a backend&apos;s next start or restart, which makes them anew.</source>
        <translation>Höchstens, für jeden seiner Container; eine kleinere Grenze der Erweiterung selbst bleibt. Eine Änderung gilt sofort, wenn die Engine laufende Container ändern kann, sonst ab dem nächsten Start oder Neustart eines Backends; seine Container werden dabei neu erstellt.</translation>
    </message>
    <message>
        <source>The backends of %1 have the new limits from their next start or restart.</source>
        <translation>Die Backends von %1 haben die neuen Grenzen ab ihrem nächsten Start oder Neustart.</translation>
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
    <message>
        <source>its page did not load from the folder %1, which `docker extension dev ui-source` has set. Look whether the page is there, or go back to the installed one by `docker extension dev reset %2`.</source>
        <translation>Die Seite wurde nicht aus dem Ordner %1 geladen, der mit `docker extension dev ui-source` eingestellt ist. Sehen Sie nach, ob die Seite dort liegt, oder kehren Sie mit `docker extension dev reset %2` zur installierten zurück.</translation>
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
