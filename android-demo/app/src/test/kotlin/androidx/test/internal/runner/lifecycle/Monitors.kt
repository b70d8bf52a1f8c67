package androidx.test.internal.runner.lifecycle

import android.app.Activity
import android.app.Application
import androidx.test.runner.lifecycle.ActivityLifecycleCallback
import androidx.test.runner.lifecycle.ActivityLifecycleMonitor
import androidx.test.runner.lifecycle.ApplicationLifecycleCallback
import androidx.test.runner.lifecycle.ApplicationLifecycleMonitor
import androidx.test.runner.lifecycle.ApplicationStage
import androidx.test.runner.lifecycle.Stage

class ActivityLifecycleMonitorImpl : ActivityLifecycleMonitor {
    private val listeners = linkedSetOf<ActivityLifecycleCallback>()
    private val stages = linkedMapOf<Activity, Stage>()

    override fun addLifecycleCallback(callback: ActivityLifecycleCallback) {
        listeners += callback
    }

    override fun removeLifecycleCallback(callback: ActivityLifecycleCallback) {
        listeners -= callback
    }

    override fun getLifecycleStageOf(activity: Activity): Stage = stages.getValue(activity)

    override fun getActivitiesInStage(stage: Stage): Collection<Activity> = stages.filterValues { it == stage }.keys

    fun signalLifecycleChange(stage: Stage, activity: Activity) {
        if (stage == Stage.DESTROYED) stages -= activity else stages[activity] = stage
        listeners.toList().forEach { it.onActivityLifecycleChanged(activity, stage) }
    }
}

class ApplicationLifecycleMonitorImpl : ApplicationLifecycleMonitor {
    private val listeners = linkedSetOf<ApplicationLifecycleCallback>()

    override fun addLifecycleCallback(callback: ApplicationLifecycleCallback) {
        listeners += callback
    }

    override fun removeLifecycleCallback(callback: ApplicationLifecycleCallback) {
        listeners -= callback
    }

    fun signalLifecycleChange(app: Application, stage: ApplicationStage) =
        listeners.toList().forEach { it.onApplicationLifecycleChanged(app, stage) }
}
